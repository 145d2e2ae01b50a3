namespace DeepDsl.Compiler.Ir.Primitives;

/// <summary>Average counts the padding as zeros (PyTorch's default) or divides by what lies inside (TensorFlow's).</summary>
public enum PoolKind { Max, Average, AverageInside }
