using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Kernels;
using DeepDsl.Compiler.Print;

namespace DeepDsl.Compiler.Programs;

/// <summary>
/// Where a buffer lies: an address of the runtime's frame. Arena and Fixed are planned for each unit, the one in multiples of the batch, and
/// Local, which a loop over samples has for those at hand; the others hold one kind of the model's values each, whatever runs.
/// </summary>
public enum Space { Arena, Fixed, Local, Weights, State, Gradients, Constants }

/// <summary>
/// Memory for one value: a node's result, or a border of the program. What it is called says what it is (<see cref="Roles"/>), and where
/// it lies is found last.
/// </summary>
public sealed class Buffer(string name, Shape shape, ElementType type, Space space)
{
    private readonly Buffer? _place;
    private Dim? _offset;
    private string? _identifier;

    private Buffer(Buffer place, Shape shape, ElementType type, IndexExpr slot, Dim slotSize)
        : this(place.Name, shape, type, place.Space) => (_place, Slot, SlotSize) = (place, slot, slotSize);

    /// <summary>For comments and dumps; unique among the buffers of a unit once <see cref="Passes.NameBuffers"/> has run.</summary>
    public string Name
    {
        get => _place is null ? field : _place.Name + (IsSlot ? $"[{IndexPrinter.Int(Slot)}]" : "");
        internal set;
    } = name;

    /// <summary>The constant that stands for the offset in emitted code: Training.Conv1.</summary>
    public string Identifier
    {
        get => Place._identifier ?? throw new InvalidOperationException($"{this} has no identifier yet.");
        internal set => Place._identifier = value;
    }

    public Shape Shape { get; } = shape;

    public ElementType Type { get; } = type;

    public Space Space
    {
        get => _place?.Space ?? field;
        internal set;
    } = space;

    /// <summary>Whether its place is found for one unit.</summary>
    public bool IsPlanned => Space is Space.Arena or Space.Fixed or Space.Local;

    public bool IsPlaced => Place._offset is not null;

    /// <summary>In floats from the start of its space.</summary>
    public Dim Offset
    {
        get => Place._offset ?? throw new InvalidOperationException($"{this} has no place yet.");
        internal set => Place._offset = value;
    }

    /// <summary>The buffer whose lifetime and place this one shares.</summary>
    public Buffer Place => _place ?? this;

    /// <summary>Floats, rounded up so that the next buffer is aligned.</summary>
    public Dim Length { get; } = shape.Size.RoundUp(16);

    /// <summary>How many slots lie before it in its place: of a sequence, that is which step it belongs to. Loops have variables in it.</summary>
    public IndexExpr Slot { get; } = 0;

    /// <summary>Elements of a slot.</summary>
    public Dim SlotSize { get; } = 0;

    /// <summary>Whether it is a part of its place.</summary>
    public bool IsSlot => SlotSize != 0;

    /// <summary>The same memory holding something else that is no larger: targets that are sometimes labels.</summary>
    public Buffer As(Shape shape, ElementType type) =>
        shape == Shape && type == Type ? this : new Buffer(Place, shape, type, Slot, SlotSize);

    /// <summary>The part of the memory that begins behind so many slots of a shape.</summary>
    /// <param name="slot">Counted from this buffer's own first.</param>
    /// <param name="slotShape">Of one slot.</param>
    /// <param name="shape">Of the part.</param>
    public Buffer From(IndexExpr slot, Shape slotShape, Shape shape)
    {
        IndexExpr first = !IsSlot ? 0
            : SlotSize.DivideBy(slotShape.Size) is { } times ? Slot * times
            : throw new InvalidOperationException($"{this} begins behind slots of {SlotSize} elements, and has none of {slotShape}.");
        return new Buffer(Place, shape, Type, first + slot, slotShape.Size);
    }

    /// <summary>Another buffer for the same value.</summary>
    public Buffer Copy() => new(Name, Shape, Type, Space);

    public override string ToString() => $"{Name} {Shape}";
}
