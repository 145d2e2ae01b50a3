using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Kernels.Gpu;

/// <summary>An image and the windows over it, as a kernel of a GPU is told of them: the sizes alone, so that equal ones are equal.</summary>
/// <param name="Axes">The outermost first.</param>
/// <param name="Channels">Of a pixel in memory.</param>
/// <param name="Seen">Channels that a window sees.</param>
public sealed record WindowImage(EquatableArray<WindowImageAxis> Axes, int Channels, int Seen)
{
    internal static WindowImage Of(Image image) => new(
        new WindowImageAxis[]
        {
            new(image.InD, image.OutD, image.Depth, image.SpreadD),
            new(image.InH, image.OutH, image.Height, image.SpreadH),
            new(image.InW, image.OutW, image.Width, image.SpreadW),
        },
        image.Channels, image.GroupInputs);
}

/// <summary>One axis: the image's size, the positions of the window, and from an element to the next, zeros between.</summary>
public sealed record WindowImageAxis(Ir.Dim Input, Ir.Dim Output, Ir.WindowAxis Window, int Spread);
