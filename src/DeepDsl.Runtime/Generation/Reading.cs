using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using DeepDsl.CompilerServices;

namespace DeepDsl;

/// <summary>
/// A text as far as the model has read it, and the memory of that. A text longer than the model sees at once is read on from its last half:
/// positions have changed then, so that half is read again.
/// </summary>
internal sealed class Reading(NetworkDefinition definition, NetworkBackend backend)
{
    private readonly GenerationDefinition _generation = definition.Generation!;
    private readonly NetworkDefinition _step = definition.Generation!.Of(definition);
    private readonly BackendCall _call = backend.CreateStepCall();
    private readonly int[] _seen = new int[definition.Generation!.Steps];
    private readonly int[] _token = new int[1];
    private TokenDraw? _draw;
    private float[] _given = [];
    private int _givenLength;
    private SymbolValues _symbols;
    private int _count;

    /// <summary>Forgets the text and what was given.</summary>
    public void Begin()
    {
        (_givenLength, _symbols) = (0, default);
        Clear();
    }

    /// <summary>Forgets the text, and takes what the next one follows from.</summary>
    /// <typeparam name="T">Float or int.</typeparam>
    public void Begin<T>(ReadOnlySpan<T> given)
        where T : struct
    {
        _symbols = GenerateChecks.Given(_step, given);

        // Kept, since it is needed again by a text that is read on from its last half.
        _givenLength = given.Length;
        if (_given.Length < given.Length)
        {
            _given = new float[given.Length];
        }

        MemoryMarshal.Cast<T, float>(given).CopyTo(_given);
        Clear();
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
            Clear();
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

    /// <summary>The next token.</summary>
    /// <param name="place">The number of the token: what is drawn there follows from it and the seed.</param>
    public int Choose(GenerateOptions options, int place)
    {
        ReadOnlySpan<float> scores = Scores();
        return options.Temperature == 0 ? TensorPrimitives.IndexOfMax(scores)
            : (_draw ??= new(_generation.Tokens)).Next(scores, options, place);
    }

    /// <summary>Has read what another one has.</summary>
    public void CopyFrom(Reading other)
    {
        (_given, _givenLength, _symbols) = ([.. other._given], other._givenLength, other._symbols);
        _call.Begin(1, At(_generation.Steps));
        _call.CopyKept(other._call);
        other._seen.CopyTo(_seen, 0);
        _count = other._count;
    }

    private SymbolValues At(int steps) => _symbols.With(Symbol.T, steps);

    private void Clear()
    {
        // Once with the most steps that there may be, so that no later one moves what is kept.
        _call.Begin(1, At(_generation.Steps));
        _call.ClearKept();
        _count = 0;
        if (_generation.Given is null)
        {
            return;
        }

        ReadOnlySpan<float> given = _given.AsSpan(0, _givenLength);
        if (_step.Inputs[1].IsInt)
        {
            _call.SetInput(1, MemoryMarshal.Cast<float, int>(given));
        }
        else
        {
            _call.SetInput(1, given);
        }

        _call.Run(ProgramKind.Given, 0);
    }

    private void Step(int token)
    {
        if (_count < _seen.Length)
        {
            _seen[_count++] = token;
        }

        _token[0] = token;
        _call.Begin(1, At(_count));
        _call.SetInput(0, _token);
        _call.Run(ProgramKind.Step, 0);
    }
}
