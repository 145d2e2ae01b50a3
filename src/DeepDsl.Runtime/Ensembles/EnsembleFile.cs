using System.Globalization;

namespace DeepDsl;

/// <summary>Several models in one safetensors file: the names of member i begin with <c>member{i}.</c></summary>
/// <param name="kind">What the file is, which its metadata say.</param>
internal sealed class EnsembleFile(string kind)
{
    private const string KindKey = "kind";
    private const string ModelKey = "model";
    private const string Seeds = "seeds";

    public List<SafetensorsTensor> Tensors { get; } = [];

    public Dictionary<string, string> Metadata { get; } = new() { [KindKey] = kind };

    public void AddMembers(Network[] members)
    {
        Metadata[ModelKey] = string.Join(", ", members.Select(m => m.Definition.Name).Distinct());
        Tensors.Add(SafetensorsTensor.FromInts(Seeds, [members.Length], Array.ConvertAll(members, m => m.Seed)));
        for (int i = 0; i < members.Length; i++)
        {
            Tensors.AddRange(members[i].WeightTensors(Prefix(i), WeightLayout.Canonical));
            members[i].WriteFeatures(Metadata, Prefix(i));
        }
    }

    public void Write(string path) => SafetensorsFile.Write(path, Tensors, Metadata);

    /// <summary>Reads a file of this kind.</summary>
    public static Reader Read(string path, string kind)
    {
        SafetensorsFile file = SafetensorsFile.Read(path);
        if (file.Metadata.TryGetValue(KindKey, out string? found) && found == kind)
        {
            return new Reader(file, kind);
        }
        throw new InvalidDataException(
            $"{path} holds no {kind}, but {(found != null ? $"'{Listing.Short(found)}'" : file.Metadata.TryGetValue(ModelKey, out string? model) ? $"the weights of {Listing.Short(model)}" : "other tensors")}; "
            + $"give a file that Save of such {(kind[0] == 'e' ? "an" : "a")} {kind} wrote.");
    }

    private static string Prefix(int member) => string.Create(CultureInfo.InvariantCulture, $"member{member}.");

    /// <summary>Takes a file apart, and holds that nothing is left.</summary>
    internal sealed class Reader(SafetensorsFile file, string kind)
    {
        private readonly HashSet<string> _used = new(StringComparer.Ordinal);

        public IReadOnlyDictionary<string, string> Metadata => file.Metadata;

        public double[] Doubles(string name)
        {
            _used.Add(name);
            return file.Tensor(name).ToDoubles();
        }

        /// <summary>Makes the members and gives them their weights.</summary>
        public Network[] Members(Func<int, Func<int, Network>> createOf, string advice, int? expected = null)
        {
            _used.Add(Seeds);
            int[] seeds = file.Tensor(Seeds).ToInts();
            if (seeds.Length == 0 || (expected is { } count && seeds.Length != count))
            {
                throw Damaged($"it has {seeds.Length} members{(expected == null ? "" : $" where {expected} functions were given to make them")}");
            }
            if (seeds.Length > file.Tensors.Count)
            {
                throw Damaged($"it claims {seeds.Length} members in {file.Tensors.Count} tensors");
            }
            Network[] members = [.. seeds.Select((seed, i) => createOf(i)(seed))];
            EnsembleChecks.AreNew(members);
            for (int i = 0; i < members.Length; i++)
            {
                members[i].LoadMember(file, Prefix(i), advice);
                _used.UnionWith(file.Tensors.Keys.Where(key => key.StartsWith(Prefix(i), StringComparison.Ordinal)));
            }
            return members;
        }

        public Network[] Members(Func<int, Network> create, string advice) => Members(_ => create, advice);

        public void CheckNothingIsLeft()
        {
            string[] left = [.. file.Tensors.Keys.Where(key => !_used.Contains(key)).Order(StringComparer.Ordinal)];
            if (left.Length > 0)
            {
                throw Damaged($"nothing of it is called {Listing.Quoted(left)}");
            }
        }

        public InvalidDataException Damaged(string what, Exception? inner = null) =>
            new($"{file.Path} is no sound {kind}: {what.TrimEnd('.')}. Save it again.", inner);
    }
}
