namespace DeepDsl.PtxAnalysis;

/// <summary>A loop: the block where each of its rounds begins, and all blocks from which that is reached again.</summary>
public sealed class PtxLoop
{
    private PtxLoop(PtxBlock header, HashSet<PtxBlock> blocks)
    {
        Header = header;
        Blocks = blocks;
    }

    public PtxBlock Header { get; }

    public IReadOnlySet<PtxBlock> Blocks { get; }

    /// <summary>Of a round, those of the loops inside once.</summary>
    public int MultiplyAdds => Blocks.Sum(b => b.Instructions.Count(i => i.MultipliesAndAdds));

    public static IReadOnlyList<PtxLoop> Of(IReadOnlyList<PtxBlock> blocks)
    {
        HashSet<PtxBlock>[] dominators = Dominators(blocks);
        Dictionary<PtxBlock, HashSet<PtxBlock>> loops = [];
        foreach (PtxBlock end in blocks)
        {
            foreach (PtxBlock header in end.Next.Where(dominators[end.Index].Contains))
            {
                if (!loops.TryGetValue(header, out HashSet<PtxBlock>? body))
                {
                    loops[header] = body = [header];
                }

                Reach(blocks, end, body);
            }
        }

        return [.. loops.Select(l => new PtxLoop(l.Key, l.Value)).OrderBy(l => l.Blocks.Count)];
    }

    /// <summary>Adds what leads to a block, up to those that are there already.</summary>
    private static void Reach(IReadOnlyList<PtxBlock> blocks, PtxBlock end, HashSet<PtxBlock> body)
    {
        Stack<PtxBlock> open = new([end]);
        while (open.TryPop(out PtxBlock? block))
        {
            if (body.Add(block))
            {
                foreach (PtxBlock before in blocks.Where(b => b.Next.Contains(block)))
                {
                    open.Push(before);
                }
            }
        }
    }

    /// <summary>The blocks that every way to a block leads through, itself among them.</summary>
    private static HashSet<PtxBlock>[] Dominators(IReadOnlyList<PtxBlock> blocks)
    {
        HashSet<PtxBlock>[] found = [.. blocks.Select((b, i) => i == 0 ? new HashSet<PtxBlock> { b } : [.. blocks])];
        List<PtxBlock>[] before = [.. blocks.Select(b => blocks.Where(other => other.Next.Contains(b)).ToList())];
        for (bool changed = true; changed;)
        {
            changed = false;
            for (int i = 1; i < blocks.Count; i++)
            {
                HashSet<PtxBlock> now = before[i].Count == 0 ? [] : [.. found[before[i][0].Index]];
                before[i].ForEach(b => now.IntersectWith(found[b.Index]));
                now.Add(blocks[i]);
                changed |= now.Count != found[i].Count;
                found[i] = now;
            }
        }

        return found;
    }
}
