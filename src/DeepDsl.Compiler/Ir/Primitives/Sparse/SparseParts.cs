using DeepDsl.Compiler.Ir.Interpretation;

namespace DeepDsl.Compiler.Ir.Primitives;

/// <summary>The sum of rows by the columns of their entries, of all rows or of equal parts of them.</summary>
/// <param name="inputs">Columns, values where there are any, and what is added.</param>
internal sealed class SparseParts(IReadOnlyList<Tensor> inputs)
{
    /// <summary>Part p is of rows p * R / P to (p + 1) * R / P; a shape without parts is one.</summary>
    public Tensor Sum(int[] shape)
    {
        Tensor result = new(shape);
        Tensor x = inputs[inputs.Count - 1];
        (int parts, int units) = (shape.Length > 2 ? shape[0] : 1, shape[shape.Length - 1]);
        int size = result.Values.Length / parts;
        int rows = x.Values.Length / units;
        foreach ((int row, int column, int entry) in SparseNode.Walk(inputs[0]))
        {
            int part = Enumerable.Range(0, parts).First(p => row < (long)(p + 1) * rows / parts);
            double value = inputs.Count > 2 ? inputs[1].Values[entry] : 1;
            for (int u = 0; u < units; u++)
            {
                result.Values[(part * size) + (column * units) + u] += value * x.Values[(row * units) + u];
            }
        }

        return result;
    }
}
