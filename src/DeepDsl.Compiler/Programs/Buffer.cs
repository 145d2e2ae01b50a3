using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Programs;

/// <summary>Where a value lives. Only the arena and the fixed part are planned; the others have their own layout.</summary>
public enum Space { Arena, Fixed, Weights, State, Gradients, Constants }

/// <summary>A value that is written to memory: a node's result, or a border of the program (input, target, output gradient).</summary>
public sealed class Buffer(string name, Shape shape, ElementType type, Space space)
{
    private Buffer? _place;

    /// <summary>For comments in the emitted code.</summary>
    public string Name { get; } = name;

    public Shape Shape { get; } = shape;

    public ElementType Type { get; } = type;

    public Space Space { get; } = space;

    /// <summary>In floats; in the arena per sample.</summary>
    public long Offset
    {
        get => _place?.Offset ?? field;
        set => field = value;
    } = -1;

    /// <summary>The same memory holding another type: targets that are sometimes labels.</summary>
    public Buffer As(ElementType type) => new(Name, Shape, type, Space) { _place = this };

    /// <summary>The value whose lifetime and place this one shares.</summary>
    public Buffer Place => _place ?? this;

    /// <summary>Floats, in the arena per sample, rounded up so that the next value is aligned.</summary>
    public long Length => Shape.Size.RoundUp(16).PerSample;

    public override string ToString() => $"{Name} {Shape}";
}
