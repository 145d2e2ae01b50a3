namespace DeepDsl.Images;

/// <summary>A decoded image: red, green, blue and opacity of each pixel, row by row from the top.</summary>
internal sealed record PixelGrid(int Width, int Height, byte[] Bytes);
