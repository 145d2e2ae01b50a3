namespace DeepDsl.Onnx;

/// <summary>Parts of values along an axis, and values side by side.</summary>
internal static class Parts
{
    /// <summary>Pieces of an axis in any order that are still written one by one.</summary>
    private const int MostPieces = 32;

    public static void Slice(ImportScope s, OnnxNode node)
    {
        ImportedValue x = s.Unfinished(node, 0);
        foreach ((int axis, long start, long step, long count) in SliceRanges.Of(s, node, x.Shape).ToList())
        {
            x = step == 1 || count == 1 ? Take(s, node, x, axis, start, count) : EachOf(s, node, x, axis, start, step, count);
        }

        s.Set(node.Outputs[0], x);
    }

    public static void Split(ImportScope s, OnnxNode node)
    {
        ImportedValue x = s.Unfinished(node, 0);
        int axis = NodeAttributes.Axis(node.Long("axis", 0), x.Rank);
        long size = x.Shape[axis];
        long[]? listed = s.Opset >= 13 ? s.Has(node, 1) ? s.Known(node, 1, "split").Whole(s.Budget).Longs : null : node.Longs("split");
        long each = (size + node.Outputs.Count - 1) / node.Outputs.Count;
        long start = 0;
        for (int i = 0; i < node.Outputs.Count; i++)
        {
            long count = listed is null ? Math.Min(each, size - start) : i < listed.Length ? listed[i] : 0;
            if (count < 1 || count > size - start)
            {
                throw new InvalidDataException($"it takes {count} of what is left of {size}.");
            }

            if (s.Readers(node.Outputs[i]) > 0)
            {
                s.Set(node.Outputs[i], Take(s, node, x, axis, start, count));
            }

            start += count;
        }
    }

    public static void Gather(ImportScope s, OnnxNode node)
    {
        if (s.Constant(node, 0) is { } table)
        {
            Embedding(s, node, table);
            return;
        }

        ImportedValue x = s.Unfinished(node, 0);
        int axis = NodeAttributes.Axis(node.Long("axis", 0), x.Rank);
        long size = x.Shape[axis];
        Constant indices = s.Known(node, 1, "places");
        long[] places = [.. (indices.Whole(s.Budget).Longs ?? throw new InvalidDataException("its places are no whole numbers."))
            .Select(i => i < 0 ? i + size : i)];
        if (places.Any(p => p < 0 || p >= size) || places.Length == 0 || indices.Shape.Length > 1)
        {
            throw new InvalidDataException("it takes places that its value does not have.");
        }

        bool areNeighbours = places.Select((p, i) => p - i).Distinct().Count() == 1;
        ImportedValue taken = areNeighbours ? Take(s, node, x, axis, places[0], places.Length) : Picked(s, x, axis, places);
        s.Set(node.Outputs[0], indices.Shape.Length == 0 ? taken with { View = [.. taken.View[..axis], .. taken.View[(axis + 1)..]] }
            : taken);
    }

    /// <summary>Neighbouring places along an axis of the file.</summary>
    public static ImportedValue Take(ImportScope s, OnnxNode node, ImportedValue x, int axis, long start, long count)
    {
        AxisPart[] parts = x.View[axis];
        if (count == x.Shape[axis])
        {
            return x;
        }

        if (parts.Any(p => p.IsBatch) || count < 1)
        {
            throw new NoCounterpartException(count < 1 ? "takes nothing" : "takes some samples of the batch");
        }

        // Of several parts the first alone, where the places are whole runs of the others.
        x = Activations.Finish(s, x) with { Scores = null };
        long inner = AxisPart.SizeOf(parts[1..]);
        bool isOfFirst = start % inner == 0 && count % inner == 0;
        AxisPart[] cut = isOfFirst ? parts[..1] : parts;
        (long from, long length) = isOfFirst ? (start / inner, count / inner) : (start, count);
        AxisPart[] left = AxisPart.Of(length);
        AxisPart[][] view = [.. x.View.Select((a, i) => i == axis ? isOfFirst ? [.. left, .. parts[1..]] : left : a)];
        return LastStep(s, x, cut, from, length, view) ?? OfDense(s, node, x, cut, from, left, view) ?? Cut(
            s, x, cut, from, length, left, view);
    }

    public static void Concat(ImportScope s, OnnxNode node)
    {
        if (node.Inputs.Count == 1)
        {
            s.Set(node.Outputs[0], s.Unfinished(node, 0));
            return;
        }

        object[] parts = [.. node.Inputs.Select(name => s.Find(name) ?? throw new InvalidDataException("it joins what is not there."))];
        s.Set(node.Outputs[0], Concatenation.Run(s, parts, node.Long("axis", 1)));
    }

    private static void Embedding(ImportScope s, OnnxNode node, Constant table)
    {
        ImportedValue tokens = s.Value(node, 1);
        if (table.Kept.Length != 2 || node.Long("axis", 0) != 0 || !tokens.IsWhole || table.IsWhole)
        {
            throw new NoCounterpartException("takes rows by a value from a constant that is no table of vectors, which [Embedding] has");
        }

        Constant vectors = table.Whole(s.Budget);
        ImportedLayer layer = new ImportedLayer("Embedding", tokens.Layer).With("Vocabulary", vectors.Kept[0]).With(
            "Dimension", vectors.Kept[1]);
        layer.Weighted("weight", new LayerWeight(vectors.Kept, vectors.ToFloats()));
        layer.Wish = Names.OfWeight(table.Name, node.Name);
        AxisPart[] channels = AxisPart.Of(vectors.Kept[1]);
        s.Set(node.Outputs[0], new ImportedValue(s.Add(layer), [.. tokens.Stored, channels], [.. tokens.View, channels]));
    }

    /// <summary>The last step of a recurrent layer, which gives it alone then; null for anything else.</summary>
    private static ImportedValue? LastStep(ImportScope s, ImportedValue x, AxisPart[] cut, long from, long length, AxisPart[][] view)
    {
        ImportedLayer layer = s.Layers[x.Layer];
        bool isLast = OpKinds.IsRecurrent(layer.Kind) && layer["Bidirectional"] is null && layer["Return"] is null && length == 1
            && x.Stored.Length == 2 && x.Stored[0].SequenceEqual(cut) && from == (layer.Is("Reverse") ? 0 : AxisPart.SizeOf(cut) - 1);
        return !isLast ? null
            : new ImportedValue(s.Add(layer.Copy(x.Layer).With("Return", "Return", "Last")), [x.Stored[1]], view);
    }

    /// <summary>Some columns of a dense layer's weight, where every reader takes some; null for anything else.</summary>
    private static ImportedValue? OfDense(
        ImportScope s, OnnxNode node, ImportedValue x, AxisPart[] cut, long from, AxisPart[] left, AxisPart[][] view)
    {
        ImportedLayer layer = s.Layers[x.Layer];
        AxisPart[] columns = x.Stored.Length > 0 ? x.Stored[^1] : [];
        int at = Array.IndexOf(columns, cut[0]);
        if (layer.Kind != "Dense" || layer["Activation"] is not null || cut.Length != 1 || at < 0 || !s.AreParts(node.Inputs[0]))
        {
            return null;
        }

        (long size, long length) = (cut[0].Size, AxisPart.SizeOf(left));
        long inner = AxisPart.SizeOf(columns[(at + 1)..]);
        int[] chosen = [.. Enumerable.Range(0, (int)AxisPart.SizeOf(columns))
            .Where(c => c / inner % size >= from && c / inner % size < from + length)];
        ImportedLayer own = new ImportedLayer("Dense", [.. layer.Reads]).With("Units", chosen.Length);
        LayerWeight weight = layer.Weights["weight"];
        int rows = weight.Shape[0];
        own.Weighted("weight", new LayerWeight([rows, chosen.Length],
            [.. Enumerable.Range(0, rows).SelectMany(r => chosen.Select(c => weight.Values[(r * weight.Shape[1]) + c]))]));
        if (layer.Weights.TryGetValue("bias", out LayerWeight? bias))
        {
            own.Weighted("bias", new LayerWeight([chosen.Length], [.. chosen.Select(c => bias.Values[c])]));
        }
        else
        {
            own.With("Bias", false);
        }

        return new ImportedValue(s.Add(own), [.. x.Stored[..^1], [.. columns[..at], .. left, .. columns[(at + 1)..]]], view);
    }

    private static ImportedValue Cut(
        ImportScope s, ImportedValue x, AxisPart[] cut, long from, long length, AxisPart[] left, AxisPart[][] view)
    {
        x = Layouts.Store(s, x, Apart(x.Stored, cut));
        int at = Array.FindIndex(x.Stored, axis => axis.SequenceEqual(cut));
        AxisPart[][] stored = [.. x.Stored.Select((axis, i) => i == at ? left : axis)];
        if (at == 0 && from == 0 && length == 1 && x.Stored.Length > 1 && !x.IsWhole)
        {
            return new ImportedValue(s.Add(new ImportedLayer("FirstStep", x.Layer)), stored[1..], view);
        }

        string[] sides = x.Stored.Length == 2 ? ["Before", "After"] : ["Top", "Bottom", "Left", "Right"];
        if (x.Stored.Length is 2 or 3 && at < x.Stored.Length - 1)
        {
            ImportedLayer crop = new($"Crop{x.Stored.Length - 1}D", x.Layer);
            long after = AxisPart.SizeOf(cut) - from - length;
            crop = from > 0 ? crop.With(sides[2 * at], from) : crop;
            crop = after > 0 ? crop.With(sides[(2 * at) + 1], after) : crop;
            return new ImportedValue(s.Add(crop), stored, view) { IsChannelsFirst = x.IsChannelsFirst };
        }

        return new ImportedValue(s.Compute("Part", [x.Layer], [], p => p[0].Slice(at, from, length)), stored,
            view) { IsChannelsFirst = x.IsChannelsFirst };
    }

    /// <summary>Stored axes of which one is made of the given parts alone.</summary>
    public static AxisPart[][] Apart(AxisPart[][] stored, AxisPart[] parts)
    {
        if (stored.Any(axis => axis.SequenceEqual(parts)))
        {
            return stored;
        }

        // Where the parts lie together in an axis, nothing is moved.
        int at = Array.FindIndex(stored, axis => axis.Contains(parts[0]));
        AxisPart[] whole = stored[at];
        int first = Array.IndexOf(whole, parts[0]);
        bool isTogether = whole.Skip(first).Take(parts.Length).SequenceEqual(parts);
        AxisPart[][] pieces = isTogether ? [whole[..first], parts, whole[(first + parts.Length)..]]
            : [[.. whole.Where(p => !parts.Contains(p))], parts];
        return [.. Layouts.Without(stored[..at], parts), .. pieces.Where(p => p.Length > 0), .. Layouts.Without(stored[(at + 1)..], parts)];
    }

    /// <summary>Every so many places.</summary>
    private static ImportedValue EachOf(ImportScope s, OnnxNode node, ImportedValue x, int axis, long start, long step, long count)
    {
        long size = x.Shape[axis];
        if (step < 0 || size % step != 0 || start >= step || count != size / step)
        {
            return Picked(s, x, axis, [.. Enumerable.Range(0, (int)Math.Min(count, MostPieces + 1)).Select(i => start + (i * step))]);
        }

        ImportedValue apart = Moves.To(s, x, [.. x.Shape[..axis], size / step, step, .. x.Shape[(axis + 1)..]]);
        ImportedValue taken = Take(s, node, apart, axis + 1, start, 1);
        return taken with { View = [.. taken.View[..(axis + 1)], .. taken.View[(axis + 2)..]] };
    }

    /// <summary>Places in an order of their own, run by run.</summary>
    private static ImportedValue Picked(ImportScope s, ImportedValue x, int axis, long[] places)
    {
        List<(long Start, long Length)> runs = [];
        foreach (long place in places)
        {
            bool goesOn = runs.Count > 0 && runs[^1].Start + runs[^1].Length == place;
            if (goesOn)
            {
                runs[^1] = (runs[^1].Start, runs[^1].Length + 1);
            }
            else
            {
                runs.Add((place, 1));
            }
        }

        AxisPart[] parts = x.View[axis];
        if (runs.Count == 0)
        {
            throw new NoCounterpartException("takes nothing");
        }

        if (runs.Count > MostPieces || parts.Length == 0 || parts.Any(p => p.IsBatch))
        {
            throw new NoCounterpartException($"takes places of an axis in more than {MostPieces} pieces, or of the batch");
        }

        x = Layouts.Store(s, x, Apart(x.Stored, parts));
        int at = Array.FindIndex(x.Stored, a => a.SequenceEqual(parts));
        int layer = s.Compute("Picked", [x.Layer], [], p =>
            runs.Select(r => p[0].Slice(at, r.Start, r.Length)).Aggregate((a, b) => a.Concat(b, at)));
        AxisPart[] made = AxisPart.Of(places.Length);
        return new ImportedValue(layer, [.. x.Stored.Select((a, i) => i == at ? made : a)],
            [.. x.View.Select((a, i) => i == axis ? made : a)]);
    }
}
