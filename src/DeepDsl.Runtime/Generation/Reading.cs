using DeepDsl.CompilerServices;

namespace DeepDsl;

/// <summary>
/// A text as far as the model has read it, and the memory of that. A text longer than the model sees at once is read on from its last half:
/// positions have changed then, so that half is read again.
/// </summary>
internal sealed class Reading(NetworkDefinition definition, NetworkBackend backend)
{
    private readonly GenerationDefinition _generation = definition.Generation!;
    private readonly BackendCall _call = backend.CreateStepCall();
    private readonly int[] _seen = new int[definition.Generation!.Steps];
    private readonly int[] _token = new int[1];
    private int _count;

    /// <summary>For whoever chooses tokens by what was read.</summary>
    public TokenDraw Draw { get; } = new(definition.Generation!.Tokens);

    /// <summary>Forgets the text.</summary>
    public void Begin()
    {
        // Once with the most steps that there may be, so that no later one moves what is kept.
        _call.Begin(1, new SymbolValues(T: _generation.Steps));
        _call.ClearKept();
        _count = 0;
    }

    /// <summary>Reads further tokens.</summary>
    public void Read(ReadOnlySpan<int> tokens)
    {
        foreach (int token in tokens)
        {
            Read(token);
        }
    }

    /// <summary>Reads one more.</summary>
    public void Read(int token)
    {
        if (_count == _seen.Length && _generation.DependsOnPosition)
        {
            int half = _seen.Length / 2;
            _seen.AsSpan(_seen.Length - half).CopyTo(_seen);
            Begin();
            while (_count < half)
            {
                Step(_seen[_count]);
            }
        }

        Step(token);
    }

    /// <summary>A score for each token, as the next.</summary>
    public ReadOnlySpan<float> Scores()
    {
        ReadOnlySpan<float> scores = _call.Output(0);
        GenerateChecks.Scores(definition, scores);
        return scores;
    }

    /// <summary>Has read what another one has.</summary>
    public void CopyFrom(Reading other)
    {
        _call.Begin(1, new SymbolValues(T: _generation.Steps));
        _call.CopyKept(other._call);
        other._seen.CopyTo(_seen, 0);
        _count = other._count;
    }

    private void Step(int token)
    {
        if (_count < _seen.Length)
        {
            _seen[_count++] = token;
        }

        _token[0] = token;
        _call.Begin(1, new SymbolValues(T: _count));
        _call.SetInput(0, _token);
        _call.Run(ProgramKind.Step, 0);
    }
}
