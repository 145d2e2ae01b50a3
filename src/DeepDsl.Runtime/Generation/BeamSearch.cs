namespace DeepDsl;

/// <summary>Follows the most probable texts at once.</summary>
internal sealed class BeamSearch
{
    private readonly GenerateOptions _options;
    private readonly int[][] _texts;
    private readonly int[][] _nextTexts;
    private readonly List<Extension> _kept = [];
    private readonly Stack<Reading> _free;
    private readonly Reading[] _nextReadings;
    private readonly Reading[] _readings;
    private readonly int[] _branches;
    private Beam[] _beams;

    /// <param name="readings">One for each beam; the first has read the prompt.</param>
    /// <param name="options">How many beams, and what ends a text.</param>
    /// <param name="count">The most tokens of a text.</param>
    public BeamSearch(Reading[] readings, GenerateOptions options, int count)
    {
        _options = options;
        _readings = [.. readings];
        _nextReadings = new Reading[readings.Length];
        _free = new(readings[1..]);
        _branches = new int[readings.Length];
        _texts = [.. readings.Select(_ => new int[count])];
        _nextTexts = [.. readings.Select(_ => new int[count])];
        _beams = [new(0, 0, HasEnded: false)];
    }

    /// <summary>The most probable text that was found.</summary>
    public ReadOnlySpan<int> Run()
    {
        int count = _texts[0].Length;
        for (int i = 0; i < count && _beams.Any(b => !b.HasEnded); i++)
        {
            Extend(isLast: i == count - 1);
        }

        return _texts[0].AsSpan(0, _beams[0].Length);
    }

    private void Extend(bool isLast)
    {
        _kept.Clear();
        for (int beam = 0; beam < _beams.Length; beam++)
        {
            if (_beams[beam].HasEnded)
            {
                Offer(new(beam, -1, _beams[beam].LogProbability));
                continue;
            }

            ReadOnlySpan<float> scores = _readings[beam].Scores();
            double sum = MetricBatch.LogSum(scores);
            for (int token = 0; token < scores.Length; token++)
            {
                Offer(new(beam, token, _beams[beam].LogProbability + scores[token] - sum));
            }
        }

        if (!isLast)
        {
            Branch();
        }

        Beam[] beams = new Beam[_kept.Count];
        for (int i = 0; i < beams.Length; i++)
        {
            beams[i] = Take(_kept[i], i);
        }

        _beams = beams;
        for (int i = 0; i < _texts.Length; i++)
        {
            (_texts[i], _nextTexts[i]) = (_nextTexts[i], _texts[i]);
        }
    }

    private Beam Take(Extension extension, int place)
    {
        Beam from = _beams[extension.Beam];
        _texts[extension.Beam].CopyTo(_nextTexts[place], 0);
        if (extension.Token < 0)
        {
            return from;
        }

        _nextTexts[place][from.Length] = extension.Token;
        return new(extension.LogProbability, from.Length + 1, !GoesOn(extension));
    }

    private bool GoesOn(Extension extension) => extension.Token >= 0 && extension.Token != _options.StopToken;

    /// <summary>
    /// Reads the token of each extension that goes on. What was read before is copied where a text goes on in several ways; the last of them,
    /// as every text that goes on in one, has it as it is.
    /// </summary>
    private void Branch()
    {
        Array.Clear(_branches);
        foreach (Extension extension in _kept.Where(GoesOn))
        {
            _branches[extension.Beam]++;
        }

        for (int beam = 0; beam < _beams.Length; beam++)
        {
            if (_branches[beam] == 0 && !_beams[beam].HasEnded)
            {
                _free.Push(_readings[beam]);
            }
        }

        for (int place = 0; place < _kept.Count; place++)
        {
            Extension extension = _kept[place];
            if (!GoesOn(extension))
            {
                continue;
            }

            Reading reading = _readings[extension.Beam];
            if (--_branches[extension.Beam] > 0)
            {
                reading = _free.Pop();
                reading.CopyFrom(_readings[extension.Beam]);
            }

            reading.Read(extension.Token);
            _nextReadings[place] = reading;
        }

        _nextReadings.CopyTo(_readings, 0);
    }

    /// <summary>Keeps an extension among the most probable ones; of equal ones those that came first.</summary>
    private void Offer(Extension extension)
    {
        int place = _kept.Count;
        while (place > 0 && _kept[place - 1].LogProbability < extension.LogProbability)
        {
            place--;
        }

        if (place < _options.Beams)
        {
            _kept.Insert(place, extension);
            if (_kept.Count > _options.Beams)
            {
                _kept.RemoveAt(_options.Beams);
            }
        }
    }

    /// <summary>A text that is followed.</summary>
    private readonly record struct Beam(double LogProbability, int Length, bool HasEnded);

    /// <summary>A text with a token more, or -1 for one that has ended.</summary>
    private readonly record struct Extension(int Beam, int Token, double LogProbability);
}
