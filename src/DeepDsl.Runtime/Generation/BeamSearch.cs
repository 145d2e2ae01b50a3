namespace DeepDsl;

/// <summary>Follows the most probable texts at once.</summary>
internal sealed class BeamSearch
{
    private readonly GenerateOptions _options;
    private readonly int[][] _texts;
    private readonly int[][] _nextTexts;
    private readonly List<Extension> _kept = [];
    private Reading[] _readings;
    private Reading[] _nextReadings;
    private Beam[] _beams;

    /// <param name="readings">Two for each beam; the first has read the prompt.</param>
    /// <param name="options">How many beams, and what ends a text.</param>
    /// <param name="count">The most tokens of a text.</param>
    public BeamSearch(Reading[] readings, GenerateOptions options, int count)
    {
        _options = options;
        _readings = readings[..options.Beams];
        _nextReadings = readings[options.Beams..];
        _texts = [.. _readings.Select(_ => new int[count])];
        _nextTexts = [.. _readings.Select(_ => new int[count])];
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
            double sum = Perplexity.LogSum(scores);
            for (int token = 0; token < scores.Length; token++)
            {
                Offer(new(beam, token, _beams[beam].LogProbability + scores[token] - sum));
            }
        }

        Beam[] beams = new Beam[_kept.Count];
        for (int i = 0; i < beams.Length; i++)
        {
            beams[i] = Take(_kept[i], i, isLast);
        }

        _beams = beams;
        (_readings, _nextReadings) = (_nextReadings, _readings);
        for (int i = 0; i < _texts.Length; i++)
        {
            (_texts[i], _nextTexts[i]) = (_nextTexts[i], _texts[i]);
        }
    }

    private Beam Take(Extension extension, int place, bool isLast)
    {
        Beam from = _beams[extension.Beam];
        _texts[extension.Beam].CopyTo(_nextTexts[place], 0);
        if (extension.Token < 0)
        {
            return from;
        }

        _nextTexts[place][from.Length] = extension.Token;
        bool ends = extension.Token == _options.StopToken;
        if (!ends && !isLast)
        {
            _nextReadings[place].CopyFrom(_readings[extension.Beam]);
            _nextReadings[place].Read(extension.Token);
        }

        return new(extension.LogProbability, from.Length + 1, ends);
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
