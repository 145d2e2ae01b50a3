using DeepDsl.Compiler.Kernels;

namespace DeepDsl.Compiler.Print;

/// <summary>Places in memory as C# references.</summary>
internal static class ViewPrinter
{
    /// <summary>The element at a place.</summary>
    public static string Element(View view) => view.Offset is ConstantIndex { Value: 0 }
        ? view.Reference
        : $"Unsafe.Add(ref {view.Reference}, {IndexPrinter.Place(view.Offset)})";

    /// <summary>The element at a place in a kernel of a GPU.</summary>
    public static string GpuElement(View view) => $"{view.Reference}[{IndexPrinter.Gpu(view.Offset)}]";

    /// <summary>A reference to it, to be passed or assigned.</summary>
    public static string Reference(View view) => "ref " + Element(view);
}
