using PureHDF;

namespace DeepDsl.Keras;

/// <summary>Reads what Keras puts into an HDF5 file. What a file says of sizes is held against what it has before memory is taken.</summary>
/// <param name="length">Bytes of the file.</param>
internal sealed class HdfReader(long length)
{
    /// <summary>How much larger than in the file packed values may be: what deflate reaches.</summary>
    private const long MostPacked = 1032;

    /// <summary>Groups in groups: models in models have a few.</summary>
    private const int Deepest = 32;

    private long _left = MostPacked * length;

    /// <summary>All arrays below a group with the names that lead to them, in the order of the file.</summary>
    public IEnumerable<(string[] Path, IH5Dataset Data)> Arrays(IH5Group group) => Arrays(group, []);

    public KerasArray Read(IH5Dataset data, string name)
    {
        int[] shape = [.. data.Space.Dimensions.Select(d => checked((int)d))];
        long elements = Count(data.Space);
        int size = data.Type.Size;
        bool isPacked = data.Layout.Class == H5DataLayoutClass.Chunked;
        if (data.Type.Class != H5DataTypeClass.FloatingPoint || size is not (2 or 4 or 8))
        {
            throw new InvalidDataException($"'{Listing.Short(name)}' holds no floats of 16, 32 or 64 bits.");
        }

        Take(checked(elements * size), isPacked ? MostPacked * length : length, name);
        float[] values = elements == 0 ? []
            : size == 4 ? data.Read<float[]>()
            : size == 8 ? Array.ConvertAll(data.Read<double[]>(), d => (float)d)
            : Array.ConvertAll(data.Read<Half[]>(), h => (float)h);
        return values.Length == elements ? new KerasArray(shape, values)
            : throw new InvalidDataException($"'{Listing.Short(name)}' has {values.Length} values, and its shape {elements}.");
    }

    /// <summary>The texts of an attribute, and of those of the same name and a number behind it where one was too small for all.</summary>
    public string[]? Texts(IH5Object of, string name)
    {
        if (of.AttributeExists(name))
        {
            return Texts(of.Attribute(name));
        }

        List<string> texts = [];
        for (int i = 0; of.AttributeExists($"{name}{i}"); i++)
        {
            texts.AddRange(Texts(of.Attribute($"{name}{i}")));
        }

        return texts.Count > 0 ? [.. texts] : null;
    }

    private string[] Texts(IH5Attribute attribute)
    {
        long count = Count(attribute.Space);
        Take(checked(Math.Max(1, count) * attribute.Type.Size), length, attribute.Name);
        return attribute.Space.Dimensions.Length == 0 ? [attribute.Read<string>()] : count == 0 ? [] : attribute.Read<string[]>();
    }

    private IEnumerable<(string[] Path, IH5Dataset Data)> Arrays(IH5Group group, string[] path)
    {
        if (path.Length > Deepest)
        {
            throw new InvalidDataException($"Groups lie in groups {path.Length} deep.");
        }

        foreach (IH5Object child in group.Children())
        {
            string[] here = [.. path, child.Name];
            Take(64, long.MaxValue, child.Name); // links that lead back would go on for ever
            foreach ((string[], IH5Dataset) found in child is IH5Group inner ? Arrays(inner, here)
                : child is IH5Dataset data ? [(here, data)] : Enumerable.Empty<(string[], IH5Dataset)>())
            {
                yield return found;
            }
        }
    }

    private static long Count(IH5Dataspace space) => space.Dimensions.Aggregate(1L, (n, d) => checked(n * (long)d));

    /// <summary>Counts bytes that are about to be read, of one thing and of all together.</summary>
    private void Take(long bytes, long most, string name)
    {
        _left -= bytes;
        if (bytes > most || _left < 0)
        {
            throw new InvalidDataException($"'{Listing.Short(name)}' says that it is larger than the file.");
        }
    }
}
