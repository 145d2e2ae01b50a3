using System.Globalization;
using DeepDsl.Onnx;

namespace DeepDsl.Tool.WeightFiles;

/// <summary>An array of an ONNX file, of which values pass by in pieces.</summary>
internal static class OnnxTensorInspection
{
    /// <summary>ONNX's numbers of element types that files of weights have too, by their numbers.</summary>
    private static readonly Dictionary<int, SafetensorsType> s_types = new()
    {
        [1] = SafetensorsType.F32,
        [2] = SafetensorsType.U8,
        [3] = SafetensorsType.I8,
        [4] = SafetensorsType.U16,
        [5] = SafetensorsType.I16,
        [6] = SafetensorsType.I32,
        [7] = SafetensorsType.I64,
        [9] = SafetensorsType.BOOL,
        [10] = SafetensorsType.F16,
        [11] = SafetensorsType.F64,
        [12] = SafetensorsType.U32,
        [13] = SafetensorsType.U64,
        [16] = SafetensorsType.BF16,
        [17] = SafetensorsType.F8_E4M3,
        [19] = SafetensorsType.F8_E5M2,
    };

    /// <summary>What ONNX calls an element type.</summary>
    public static string TypeName(int type) => s_types.TryGetValue(type, out SafetensorsType known) ? known.ToString() : type switch
    {
        8 => "STRING",
        14 => "COMPLEX64",
        15 => "COMPLEX128",
        _ => FormattableString.Invariant($"type {type}"),
    };

    /// <param name="tensor">The array.</param>
    /// <param name="stream">The file, which is left anywhere.</param>
    /// <param name="beside">Of files beside it.</param>
    /// <param name="reads">Whether values are read, too.</param>
    /// <param name="stop">Whether the user wants it to end.</param>
    public static InspectedTensor Inspect(
        StoredTensor tensor, FileStream stream, ExternalTensors beside, bool reads, CancellationToken stop)
    {
        SafetensorsType? type = s_types.TryGetValue(tensor.Type, out SafetensorsType known) ? known : null;
        long size = type is { } t ? SafetensorsHeader.ElementSize(t) : 0;
        double bytes = tensor.Shape.Aggregate((double)size, (product, d) => product * d);
        if (tensor.Shape.Any(d => d < 0) || bytes > long.MaxValue)
        {
            throw new InvalidDataException($"the array '{Listing.Short(tensor.Name)}' has sizes that nothing can have.");
        }
        if (tensor.Place is { } raw && type is not null && raw.Length != (long)bytes)
        {
            throw new InvalidDataException(
                $"the array '{Listing.Short(tensor.Name)}' of {type} "
                + $"[{Listing.Of(tensor.Shape, d => d.ToString(CultureInfo.InvariantCulture))}] has {raw.Length} bytes in place of {bytes}.");
        }
        ValueStatistics? statistics = !reads || type is not { } element ? null
            : tensor.External is not null ? Beside(tensor, beside, element, (long)bytes, stop)
            : Values(tensor, stream, element, (long)bytes, stop);
        return new InspectedTensor(tensor.Name, TypeName(tensor.Type), tensor.Shape, (long)bytes, statistics);
    }

    /// <summary>Those in the file, where they lie in one piece; whole numbers that are written by their digits are not read.</summary>
    private static ValueStatistics? Values(StoredTensor tensor, FileStream stream, SafetensorsType type, long bytes, CancellationToken stop)
    {
        // The bytes of a list of floats or doubles are those of raw data, where it is one list.
        ProtoField? listed = tensor.Listed.Take(2).ToArray() is [{ IsOne: false } only] && (only.Number, type) is
            (StoredTensor.FloatsField, SafetensorsType.F32) or (StoredTensor.DoublesField, SafetensorsType.F64) ? only : null;
        if ((tensor.Place ?? listed) is not { } place || place.Length != bytes)
        {
            return null;
        }
        stream.Position = place.Start;
        return StreamedValues.Read(stream, type, bytes, stop);
    }

    /// <summary>Those of a file beside it, where that has them.</summary>
    private static ValueStatistics? Beside(
        StoredTensor tensor, ExternalTensors beside, SafetensorsType type, long bytes, CancellationToken stop)
    {
        try
        {
            (string path, long offset, long length) = beside.Place(tensor);
            if (length < bytes)
            {
                return null;
            }
            using FileStream values = File.OpenRead(path);
            values.Position = offset;
            return StreamedValues.Read(values, type, bytes, stop);
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return null; // the header is worth showing all the same
        }
    }
}
