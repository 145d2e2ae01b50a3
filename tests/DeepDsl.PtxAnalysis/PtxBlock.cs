namespace DeepDsl.PtxAnalysis;

/// <summary>Instructions that run one after the other, and the blocks that may follow.</summary>
public sealed class PtxBlock
{
    private readonly List<PtxInstruction> _instructions = [];
    private readonly List<PtxBlock> _next = [];

    private PtxBlock(int index) => Index = index;

    public int Index { get; }

    public IReadOnlyList<PtxInstruction> Instructions => _instructions;

    public IReadOnlyList<PtxBlock> Next => _next;

    /// <param name="lines">Instructions, and labels with their colon.</param>
    public static IReadOnlyList<PtxBlock> Of(IEnumerable<string> lines)
    {
        List<PtxBlock> blocks = [new(0)];
        Dictionary<string, PtxBlock> labels = [];
        bool begins = false;
        foreach (string line in lines)
        {
            bool isLabel = line.EndsWith(':');
            if (begins || (isLabel && blocks[^1]._instructions.Count > 0))
            {
                blocks.Add(new PtxBlock(blocks.Count));
            }

            begins = false;
            if (isLabel)
            {
                labels[line.TrimEnd(':')] = blocks[^1];
                continue;
            }

            PtxInstruction instruction = PtxInstruction.Parse(line);
            blocks[^1]._instructions.Add(instruction);
            begins = instruction.Target is not null || instruction.EndsThread;
        }

        for (int i = 0; i < blocks.Count; i++)
        {
            PtxInstruction? last = blocks[i]._instructions.LastOrDefault();
            if (last?.Target is { } target)
            {
                blocks[i]._next.Add(labels[target]);
            }

            bool fallsThrough = last is null || (!last.EndsThread && (last.Target is null || last.Predicate is not null));
            if (fallsThrough && i + 1 < blocks.Count)
            {
                blocks[i]._next.Add(blocks[i + 1]);
            }
        }

        return blocks;
    }
}
