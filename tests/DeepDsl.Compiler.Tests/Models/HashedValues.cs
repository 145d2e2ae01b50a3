using System.Text;

namespace DeepDsl.Compiler.Tests.Models;

/// <summary>Numbers that follow from a name and a place: the same as those of tests/reference/models.py.</summary>
internal static class HashedValues
{
    /// <summary>From -1 to 1.</summary>
    public static double[] Of(string name, int count)
    {
        uint seed = Encoding.UTF8.GetBytes(name).Aggregate(2166136261, (hash, b) => (hash ^ b) * 16777619);
        double[] values = new double[count];
        for (int i = 0; i < count; i++)
        {
            uint h = ((uint)i * 0x9E3779B1) + seed;
            h = (h ^ (h >> 16)) * 0x85EBCA6B;
            h = (h ^ (h >> 13)) * 0xC2B2AE35;
            h ^= h >> 16;
            values[i] = (h / 2147483648.0) - 1;
        }

        return values;
    }

    /// <summary>A tensor of a state dict, in PyTorch's order.</summary>
    public static double[] OfTensor(string name, int[] torchShape)
    {
        double[] values = Of(name, torchShape.Aggregate(1, (a, b) => a * b));
        double scale = torchShape.Length > 1 ? Math.Sqrt(6.0 / torchShape.Skip(1).Aggregate(1, (a, b) => a * b)) : 0;
        bool nearOne = name.EndsWith("weight", StringComparison.Ordinal) || name.EndsWith("running_var", StringComparison.Ordinal);
        return Array.ConvertAll(values, v => torchShape.Length > 1 ? v * scale : nearOne ? 1 + (v / 2) : v / 4);
    }
}
