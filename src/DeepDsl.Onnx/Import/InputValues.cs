using DeepDsl.Compiler.Spec;

namespace DeepDsl.Onnx;

/// <summary>The inputs of a file as those of a model.</summary>
internal static class InputValues
{
    /// <summary>What stands for a batch of any size while shapes are computed: a prime that is no size of a layer.</summary>
    public const long AnyBatch = 1_000_003;

    private static readonly HashSet<string> s_channelsFirst =
    [
        "Conv", "ConvTranspose", "MaxPool", "AveragePool", "GlobalAveragePool", "GlobalMaxPool", "BatchNormalization",
            "InstanceNormalization",
        "GroupNormalization", "Resize", "Upsample", "PRelu", "DepthToSpace", "SpaceToDepth",
    ];

    private static readonly HashSet<string> s_otherwise =
    [
        "MatMul", "Gemm", "Transpose", "Reshape", "Flatten", "LSTM", "GRU", "RNN", "Gather", "Slice", "Split", "Concat", "Softmax",
            "LayerNormalization",
        "ReduceMean", "ReduceSum", "Squeeze", "Unsqueeze", "Output", WrittenNorms.Standardize,
    ];

    public static void Run(
        ImportScope s, IReadOnlyList<BorderValue> inputs, IReadOnlyList<OnnxNode> nodes, IReadOnlyDictionary<string, int> sizes,
            List<string> problems)
    {
        ILookup<string, OnnxNode> readers =
            nodes.SelectMany(n => n.Inputs.Distinct(), (node, name) => (node, name)).ToLookup(p => p.name, p => p.node);
        foreach (BorderValue input in inputs)
        {
            if (s.Readers(input.Name) == 0)
            {
                s.Notes.Add($"Input '{Listing.Short(input.Name)}' is left out, since nothing reads it.");
                continue;
            }

            s.Set(input.Name, Value(s, input, readers, sizes, problems));
        }
    }

    private static ImportedValue? Value(
        ImportScope s, BorderValue input, ILookup<string, OnnxNode> readers, IReadOnlyDictionary<string, int> sizes, List<string> problems)
    {
        string title = $"input '{Listing.Short(input.Name)}'";
        if (input.Shape is not { Count: > 0 } shape)
        {
            string lacks = input.Shape is null ? "no shape in the file" : "no batch";
            problems.Add($"{title} has {lacks}; export it with the shape of a batch of samples.");
            return null;
        }

        if (input.Type is not (1 or 5 or 6 or 7 or 10 or 11 or 16) || shape.Count > 8)
        {
            problems.Add(
                $"{title} has elements of type {input.Type} or {shape.Count} axes; models take up to seven axes of floats, "
                + "or ints as tokens.");
            return null;
        }

        int[] open = [.. Enumerable.Range(0, shape.Count).Where(i => shape[i].Size is null && !sizes.ContainsKey(Key(input, i)))];

        // Recurrent layers of a file often have their steps first.
        int batch = shape is [{ Size: not null }, { Size: null }, _] && open is [1] ? 1 : 0;
        string[] unknown = [.. open.Where(i => i != batch).Select(i => Key(input, i))];
        if (unknown.Length > 0)
        {
            problems.Add(
                $"{title} has the size {Listing.Quoted(unknown)}, which each call sets; say what it is in this model: "
                + $"Import(path, sizes: new Dictionary<string, int> {{ [\"{Listing.Short(unknown[0])}\"] = 64 }}).");
            return null;
        }

        long Size(int i) => sizes.TryGetValue(Key(input, i), out int set) && i != batch ? set : shape[i].Size ?? AnyBatch;
        AxisPart[][] view = [.. Enumerable.Range(0, shape.Count)
            .Select(i => i == batch ? [new AxisPart(Size(i)) { IsBatch = true }] : AxisPart.Of(Size(i)))];
        bool isWhole = input.Type is 5 or 6 or 7;
        bool isImage = !isWhole && batch == 0 && shape.Count > 2 && AreChannelsFirst(input.Name, readers);
        AxisPart[][] stored = isImage ? [.. view[2..], view[1]] : Layouts.WithoutBatch(view, 0);
        stored = stored.Length == 0 ? [[]] : stored;
        ImportedLayer layer = new("Input") { Wish = Names.Valid(input.Name) };
        layer.With("Shape", stored.Select(AxisPart.SizeOf));
        if (isWhole)
        {
            layer.With("Type", "ElementType", "Int32");
        }

        if (isImage)
        {
            s.Notes.Add(Layouts.Note($"Input '{Listing.Short(input.Name)}'", stored));
        }

        return new ImportedValue(s.Add(layer), stored, view) { IsWhole = isWhole, IsChannelsFirst = isImage };
    }

    private static string Key(BorderValue input, int axis) =>
        input.Shape![axis].Symbol is { Length: > 0 } symbol ? symbol : $"{input.Name}[{axis}]";

    /// <summary>Whether the first node that cares about axes takes the second one for channels.</summary>
    private static bool AreChannelsFirst(string name, ILookup<string, OnnxNode> readers)
    {
        Queue<string> open = new([name]);
        HashSet<string> seen = [name];
        while (open.TryDequeue(out string? value))
        {
            foreach (OnnxNode node in readers[value])
            {
                if (s_channelsFirst.Contains(node.Operator) || s_otherwise.Contains(node.Operator))
                {
                    return s_channelsFirst.Contains(node.Operator);
                }

                foreach (string output in node.Outputs.Where(seen.Add))
                {
                    open.Enqueue(output);
                }
            }
        }

        return false;
    }
}
