using DeepDsl.Compiler.Ir.Primitives;

namespace DeepDsl.Compiler.Ir.Interpreter;

/// <summary>Products and table look-ups of the oracle.</summary>
internal static class LinearAlgebra
{
    public static Tensor MatMul(MatMulNode node, Tensor a, Tensor b, int[] shape)
    {
        Tensor result = new(shape);
        int k = node.TransposeA ? a.Shape[a.Shape.Length - 2] : a.Shape[a.Shape.Length - 1];
        foreach ((int flat, int[] index) in result.Indices())
        {
            int row = index[index.Length - 2];
            int column = index[index.Length - 1];
            int[] left = [.. index];
            int[] right = [.. index];
            double sum = 0;
            for (int i = 0; i < k; i++)
            {
                Place(left, node.TransposeA, row, i);
                Place(right, node.TransposeB, i, column);
                sum += a.Values[a.Offset(left)] * b.Values[b.Offset(right)];
            }

            result.Values[flat] = sum;
        }

        return result;
    }

    public static Tensor Gather(Tensor table, Tensor indices, int[] shape)
    {
        Tensor result = new(shape);
        int width = table.Shape[1];
        for (int i = 0; i < indices.Values.Length; i++)
        {
            Array.Copy(table.Values, (int)indices.Values[i] * width, result.Values, i * width, width);
        }

        return result;
    }

    public static Tensor ScatterAdd(Tensor indices, Tensor updates, int[] shape)
    {
        Tensor result = new(shape);
        int width = shape[1];
        for (int i = 0; i < indices.Values.Length; i++)
        {
            for (int c = 0; c < width; c++)
            {
                result.Values[((int)indices.Values[i] * width) + c] += updates.Values[(i * width) + c];
            }
        }

        return result;
    }

    private static void Place(int[] index, bool transposed, int row, int column)
    {
        index[index.Length - 2] = transposed ? column : row;
        index[index.Length - 1] = transposed ? row : column;
    }
}
