namespace DeepDsl.Compiler.Ops;

/// <summary>What the elements of a layer's inputs may be. Any: it only moves them.</summary>
public enum InputElements { Floats, Ints, Any }
