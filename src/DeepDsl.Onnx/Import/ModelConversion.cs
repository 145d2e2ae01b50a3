namespace DeepDsl.Onnx;

/// <summary>Goes through the nodes of a file and makes layers of them.</summary>
internal static class ModelConversion
{
    /// <exception cref="NotSupportedException">Nodes have no counterpart.</exception>
    public static ImportedModel Run(OnnxFile file, IReadOnlyDictionary<string, int> sizes)
    {
        ImportScope scope = new(file.Opset, file.Tensors.Sum(t => t.Stored));
        IReadOnlyList<OnnxNode> nodes = NodeOrder.Run(file, new WrittenNorms(file).Run());
        foreach (string output in file.Outputs.Select(o => o.Name))
        {
            scope.Reads(output, "Output");
        }

        foreach (OnnxNode node in nodes)
        {
            foreach (string input in node.Inputs)
            {
                scope.Reads(input, node.Operator);
            }
        }

        HashSet<string> tensors = [];
        foreach (StoredTensor tensor in file.Tensors.Where(t => tensors.Add(t.Name) && scope.Readers(t.Name) > 0))
        {
            scope.Set(tensor.Name, tensor.ToConstant().Named(tensor.Name));
        }

        List<string> problems = [];
        InputValues.Run(scope, [.. file.Inputs.Where(i => !tensors.Contains(i.Name))], nodes, sizes, problems);
        foreach (OnnxNode node in nodes)
        {
            Convert(scope, node, problems);
        }

        List<(string, int)> outputs = problems.Count > 0 ? []
            : [.. file.Outputs.Select(o => (o.Name, OutputValues.Run(scope, o.Name, problems)))];
        if (problems.Count > 0)
        {
            throw new NotSupportedException(problems.Count == 1 ? problems[0]
                : $"{problems.Count} of its parts have no counterpart:\n" + string.Join("\n", problems));
        }

        return new ImportedModel(scope.Layers, outputs, scope.Notes);
    }

    private static void Convert(ImportScope scope, OnnxNode node, List<string> problems)
    {
        string name = node.Name.Length > 0 ? node.Name : node.Outputs.FirstOrDefault("");
        string title = $"node '{Listing.Short(name)}' ({Listing.Short(node.Operator)})";

        // What depends on a node without a counterpart is not told again.
        if (node.Inputs.Any(i => i.Length > 0 && scope.IsKnown(i) && scope.Find(i) is null))
        {
            Unknown(scope, node);
            return;
        }

        try
        {
            OperatorTable.Run(scope, node);
            string? missing = node.Outputs.FirstOrDefault(o => scope.Readers(o) > 0 && !scope.IsKnown(o));
            if (missing is not null)
            {
                throw new NoCounterpartException($"gives '{Listing.Short(missing)}' too, which its layer does not");
            }
        }
        catch (NoCounterpartException e)
        {
            problems.Add($"{title} {e.Message}.");
            Unknown(scope, node);
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"of {title}, {e.Message}", e);
        }
    }

    private static void Unknown(ImportScope scope, OnnxNode node)
    {
        foreach (string output in node.Outputs)
        {
            scope.Set(output, null);
        }
    }
}
