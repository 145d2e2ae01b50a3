using System.Globalization;

namespace DeepDsl;

/// <summary>Finds the tensors in what a pickle holds, and names them by the keys that lead to them.</summary>
internal static class StateDict
{
    private const int MostLevels = 16;
    private const int LongestName = 1024;

    /// <summary>Under which of its keys a checkpoint has the state dict.</summary>
    private static readonly string[] s_keys = ["state_dict", "model_state_dict", "model"];

    /// <summary>
    /// The tensors of a dict; of a checkpoint, whose own entries are no tensors, those under the key that is usual for a model. Where there
    /// is none, all tensors, whose names are the keys with dots between.
    /// </summary>
    /// <param name="root">What was pickled.</param>
    /// <param name="work">How much of names and entries to look at: dicts that hold one another cost more than their file has
    /// bytes.</param>
    public static List<(string Name, TorchTensor Tensor)> Tensors(object? root, long work)
    {
        if (root is not PickleMap map)
        {
            throw new InvalidDataException("its pickle holds no dict. In Python, save model.state_dict().");
        }
        Walk walk = new(work);
        walk.Visit(Model(map), "", 0);
        return walk.Found.Count > 0 ? walk.Found : throw new InvalidDataException("it holds no tensor. In Python, save model.state_dict().");
    }

    private static PickleMap Model(PickleMap map)
    {
        if (map.Entries.Any(e => e.Value is TorchTensor))
        {
            return map;
        }
        IEnumerable<object?> usual = s_keys.Select(key => map.Entries.FirstOrDefault(e => e.Key is string name && name == key).Value);
        return usual.OfType<PickleMap>().FirstOrDefault() ?? map;
    }

    private sealed class Walk(long work)
    {
        private long _left = work;

        public List<(string Name, TorchTensor Tensor)> Found { get; } = [];

        public void Visit(object? value, string name, int level)
        {
            _left -= 1 + name.Length;
            if (_left < 0 || level > MostLevels || name.Length > LongestName)
            {
                throw new InvalidDataException($"its dicts hold one another too often, as at '{Listing.Short(name)}'.");
            }
            switch (value)
            {
                case TorchTensor tensor:
                    Found.Add((name, tensor));
                    break;
                case PickleMap map:
                    foreach ((object? key, object? inner) in map.Entries)
                    {
                        Visit(inner, Join(name, key), level + 1);
                    }
                    break;
                case PickleList list:
                    VisitAll(list.Items, name, level);
                    break;
                case object?[] items:
                    VisitAll(items, name, level);
                    break;
            }
        }

        private void VisitAll(IReadOnlyList<object?> items, string name, int level)
        {
            for (int i = 0; i < items.Count; i++)
            {
                Visit(items[i], Join(name, (long)i), level + 1);
            }
        }

        private static string Join(string name, object? key)
        {
            string last = key as string ?? (key as IFormattable)?.ToString(null, CultureInfo.InvariantCulture) ?? "";
            return name.Length == 0 ? last : $"{name}.{last}";
        }
    }
}
