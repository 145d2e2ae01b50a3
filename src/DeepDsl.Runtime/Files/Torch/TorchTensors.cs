namespace DeepDsl;

/// <summary>From what a pickle says of tensors to their values.</summary>
internal static class TorchTensors
{
    /// <summary>
    /// More than this many times the size of the file the tensors do not take: tied weights are there once for several, and masks are
    /// spread from one row, but no file of weights is mostly that.
    /// </summary>
    private const long MostExpansion = 8;

    private const long SmallValues = 1 << 16;

    /// <param name="tensors">By name.</param>
    /// <param name="file">What messages call it.</param>
    /// <param name="length">Of the file, in bytes.</param>
    /// <param name="open">The values of a storage, as they lie.</param>
    public static Dictionary<string, SafetensorsTensor> Read(
        List<(string Name, TorchTensor Tensor)> tensors, string file, long length, Func<TorchStorage, byte[]> open)
    {
        HashSet<string> names = new(StringComparer.Ordinal);
        long total = 0;
        foreach ((string name, TorchTensor tensor) in tensors)
        {
            total += CheckedBytes(name, tensor);
            if (!names.Add(name))
            {
                throw new InvalidDataException($"'{Listing.Short(name)}' appears twice in it.");
            }
            if (total > (MostExpansion * length) + SmallValues)
            {
                throw new InvalidDataException(
                    $"its tensors would take {total} bytes and more, but the file has {length}: it repeats values beyond what weights do.");
            }
        }

        Dictionary<string, SafetensorsTensor> result = new(tensors.Count, StringComparer.Ordinal);
        // Storage by storage, so that one of them at a time is in memory beside the tensors.
        foreach (var sharing in tensors.GroupBy(t => t.Tensor.Storage))
        {
            byte[] values = open(sharing.Key);
            foreach ((string name, TorchTensor tensor) in sharing)
            {
                int[] shape = Array.ConvertAll(tensor.Shape, d => (int)d);
                byte[] own = StridedValues.Take(values, SafetensorsHeader.ElementSize(tensor.Type), tensor.Start, shape, tensor.Strides);
                result.Add(name, SafetensorsTensor.FromBytes(name, tensor.Type, shape, own, file));
            }
        }
        return result;
    }

    /// <summary>What a tensor takes, once all of its values were found to lie in its storage.</summary>
    private static long CheckedBytes(string name, TorchTensor tensor)
    {
        int size = SafetensorsHeader.ElementSize(tensor.Type);
        UInt128 stored = (UInt128)tensor.Storage.Elements * (UInt128)SafetensorsHeader.ElementSize(tensor.Storage.Type);
        UInt128 bytes = (UInt128)size;
        UInt128 last = (UInt128)tensor.Start;
        for (int i = 0; i < tensor.Shape.Length; i++)
        {
            // Sums and products saturate above all that fits: there are at most 64 dimensions.
            bytes = UInt128.Min(bytes * (UInt128)tensor.Shape[i], long.MaxValue);
            UInt128 steps = UInt128.Min((UInt128)Math.Max(tensor.Shape[i] - 1, 0), int.MaxValue);
            last = UInt128.Min(last + (steps * (UInt128)tensor.Strides[i]), UInt128.MaxValue >> 8);
        }
        if (bytes > int.MaxValue || stored > int.MaxValue || tensor.Shape.Any(d => d > int.MaxValue))
        {
            throw new InvalidDataException($"tensor '{Listing.Short(name)}' of {tensor.Type} exceeds the supported 2 GB.");
        }
        return bytes == 0 || (last + 1) * (UInt128)size <= stored
            ? (long)bytes
            : throw new InvalidDataException($"tensor '{Listing.Short(name)}' reaches beyond the {stored} bytes that its values lie in.");
    }
}
