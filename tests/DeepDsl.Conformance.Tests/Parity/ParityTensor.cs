namespace DeepDsl.Conformance.Tests.Parity;

/// <summary>
/// A parameter: how its first values are made, and its gradient in double at <see cref="FormulaValues.Sample"/>. FloatError is the largest
/// error of PyTorch's own float gradient, as a share of the Largest magnitude in the tensor.
/// </summary>
internal sealed record ParityTensor(
    string Name, int[] Shape, uint Stream, float Center, float Scale, double Largest, double FloatError, double[] Gradient);
