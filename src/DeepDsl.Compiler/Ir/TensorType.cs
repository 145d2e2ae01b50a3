namespace DeepDsl.Compiler.Ir;

/// <summary>What a value is: the type of its elements, and its shape.</summary>
public sealed record TensorType(ElementType Element, Shape Shape)
{
    public static TensorType Floats(Shape shape) => new(ElementType.Float32, shape);

    public TensorType With(Shape shape) => this with { Shape = shape };

    /// <summary>As [N, 3], Int32 [N].</summary>
    public override string ToString() => Element == ElementType.Float32 ? $"{Shape}" : $"{Element} {Shape}";
}
