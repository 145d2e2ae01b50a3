using System.Runtime.CompilerServices;

namespace ILGPU;

public static class Interop
{
    public static int SizeOf<T>()
        where T : unmanaged => Unsafe.SizeOf<T>();

    public static uint FloatAsInt(float value) => BitConverter.SingleToUInt32Bits(value);
    public static float IntAsFloat(uint value) => BitConverter.UInt32BitsToSingle(value);
}
