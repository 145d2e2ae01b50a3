using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace DeepDsl.CompilerServices;

/// <summary>A kind of x86 processor, as the CPUID instruction names it.</summary>
internal sealed record Processor(string Vendor, int Family, int Model)
{
    /// <summary>
    /// Those known to be slower with 512 bits than with 256. A table rather than a timing at the start, because the width changes the last
    /// bits of results, and a program must not give other ones when the machine was busy. None is listed: a Cascade Lake with two units for
    /// 512 bits, whose clock they lower and for which .NET therefore prefers 256, trains convolutions in half the time with them. A row
    /// needs such a measurement of whole models, at both widths, on the processor that it names.
    /// </summary>
    private static readonly HashSet<Processor> s_slowerWith512Bits = [];

    /// <summary>Null on a machine of another kind.</summary>
    public static Processor? Current => X86Base.IsSupported ? Read(X86Base.CpuId(0, 0), X86Base.CpuId(1, 0).Eax) : null;

    public bool IsSlowerWith512Bits => s_slowerWith512Bits.Contains(this);

    /// <param name="identity">Leaf 0: the name of the vendor, in the order EBX, EDX, ECX.</param>
    /// <param name="signature">EAX of leaf 1.</param>
    internal static Processor Read((int Eax, int Ebx, int Ecx, int Edx) identity, int signature)
    {
        ReadOnlySpan<int> vendor = [identity.Ebx, identity.Edx, identity.Ecx];
        int family = (signature >> 8) & 0xF;
        int model = (signature >> 4) & 0xF;
        if (family is 6 or 15)
        {
            model += ((signature >> 16) & 0xF) << 4;
        }

        if (family == 15)
        {
            family += (signature >> 20) & 0xFF;
        }

        return new Processor(System.Text.Encoding.ASCII.GetString(MemoryMarshal.AsBytes(vendor)), family, model);
    }
}
