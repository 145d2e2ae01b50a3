using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Programs;

namespace DeepDsl.Compiler.Kernels;

/// <summary>What a launch of attention passes to its kernel, whatever the target.</summary>
internal sealed class AttentionOperands
{
    /// <summary>The variable with the key of the random numbers.</summary>
    private const string Key = "dropKey";

    private readonly List<(KernelOperand Operand, Buffer Buffer)> _operands = [];
    private readonly List<AttentionOperand> _members = [];
    private readonly RandomNode? _random;

    public AttentionOperands(AttentionLaunch launch)
        : this(launch.Form, launch.Inputs, launch.Random)
    {
        Add("y", launch.Y, "Output");
        if (launch.LogSums is { } logSums)
        {
            Add("logSums", logSums, "LogSums");
        }
    }

    public AttentionOperands(AttentionGradientLaunch launch)
        : this(launch.Form, launch.Inputs, launch.Random)
    {
        Add("dy", launch.Dy, "Output");
        Add("logSums", launch.LogSums, "LogSums");
        Add("shifts", launch.Shifts, "Shifts");
        AddSides(launch.Form, launch.Gradients, "d", "Gradients");
    }

    private AttentionOperands(AttentionForm form, IReadOnlyList<Buffer> inputs, RandomNode? random)
    {
        _random = random;
        AddSides(form, inputs, "", "");
        if (form.KeyLengths is { } keys)
        {
            Add("keyLengths", inputs[keys], "KeyLengths");
        }

        if (form.QueryLengths is { } queries)
        {
            Add("queryLengths", inputs[queries], "QueryLengths");
        }

        if (form.Slopes is { } slopes)
        {
            Add("slopes", inputs[slopes], "Slopes");
        }

        if (form.DropRate is { } rate)
        {
            Add("dropRate", inputs[rate], "DropRate");
        }
    }

    public KernelOperand[] Operands => [.. _operands.Select(o => o.Operand)];

    public Buffer[] Buffers => [.. _operands.Select(o => o.Buffer)];

    public RandomKey[] Keys => _random is { } random ? [new RandomKey(Key, random.Stream)] : [];

    public RunAttention Run(AttentionForm form, bool isGradient, IndexExpr samples, IndexExpr queries, IndexExpr keys) =>
        new(form, isGradient, samples, queries, keys, _members.ToArray(), _random is null ? "" : Key);

    private void AddSides(AttentionForm form, IReadOnlyList<Buffer> sides, string prefix, string suffix)
    {
        string[] names = form.IsPacked ? ["qkv", "qkv", "qkv"] : ["q", "k", "v"];
        int[] starts = [form.Starts.Queries, form.Starts.Keys, form.Starts.Values];
        string[] members = suffix.Length == 0
            ? ["Queries", "Keys", "Values"] : [.. new[] { "Query", "Key", "Value" }.Select(m => m + suffix)];
        for (int i = 0; i < 3; i++)
        {
            string name = prefix + names[i];
            if (i < form.Sides)
            {
                _operands.Add((new KernelOperand(name), sides[i]));
            }

            _members.Add(new AttentionOperand(members[i], new View(name, starts[i])));
        }
    }

    private void Add(string name, Buffer buffer, string member)
    {
        _operands.Add((new KernelOperand(name), buffer));
        _members.Add(new AttentionOperand(member, new View(name)));
    }
}
