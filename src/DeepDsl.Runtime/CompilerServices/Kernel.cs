using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DeepDsl.CompilerServices;

/// <summary>
/// One emitted loop. It computes the work items <paramref name="begin"/> to <paramref name="end"/> of the launch; an item's result does
/// not depend on how the items were divided, so the number of threads never changes a bit.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public delegate void Kernel(in Launch launch, int begin, int end, int worker);

/// <summary>A place in one of the runtime's flat buffers.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Operand(float[] array, nint index)
{
    public readonly float[] Array = array;
    public readonly nint Index = index;

    public ref float Reference => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(Array), Index);
}

/// <summary>
/// What a kernel is called with: its operands in the order of its declaration, the batch size, the random key. Programs of one sample are
/// many small launches, so it points at the operands where its caller wrote them, and copies none.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct Launch
{
    internal readonly Frame Frame;
    private readonly ReadOnlySpan<Operand> _operands;

    internal Launch(Frame frame, ReadOnlySpan<Operand> operands)
    {
        Frame = frame;
        _operands = operands;
    }

    public int N => Frame.N;

    /// <summary>The dimensions that the call sets.</summary>
    public SymbolValues Symbols => Frame.Symbols;

    public ref float this[int operand] => ref _operands[operand].Reference;

    /// <summary>The key of a random stream at this training step.</summary>
    public uint Key(int stream) => Frame.Key(stream);

    /// <summary>Scratch of the calling worker, as many floats as the program declared.</summary>
    public ref float Scratch(int worker) => ref Frame.Scratch(worker);
}
