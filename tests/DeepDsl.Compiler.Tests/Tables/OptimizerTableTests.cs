extern alias runtime;

using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Optimizers;
using runtime::DeepDsl;

namespace DeepDsl.Compiler.Tests.Tables;

/// <summary>The enum, the table and the attribute of training say the same.</summary>
public sealed class OptimizerTableTests
{
    public static TheoryData<string> Optimizers() => [.. OptimizerTable.All.Select(o => o.Name)];

    [Fact]
    public void Every_member_of_the_enum_has_a_rule_in_its_place() => Assert.True(
        Enum.GetNames<Optimizer>().SequenceEqual(OptimizerTable.All.Select(o => o.Name)),
        $"Optimizer in src/DeepDsl.Runtime/Enums.cs has {string.Join(", ", Enum.GetNames<Optimizer>())}; "
        + $"OptimizerTable.cs has {string.Join(", ", OptimizerTable.All.Select(o => o.Name))}.");

    [Fact]
    public void Every_rule_class_is_in_the_table()
    {
        IEnumerable<Type> rules =
            typeof(OptimizerRule).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(OptimizerRule)) && !t.IsAbstract);
        string[] missing = [.. rules.Where(t => OptimizerTable.All.All(o => o.GetType() != t)).Select(t => $"new {t.Name}(),")];
        Assert.True(missing.Length == 0, $"Add to src/DeepDsl.Compiler/Optimizers/OptimizerTable.cs: {string.Join(" ", missing)}");
    }

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Rule_reads_what_it_declares_and_changes_what_it_keeps(string name)
    {
        OptimizerRule rule = OptimizerTable.Find(name)!;
        HashSet<string> read = [];
        foreach (UpdateScalar scalar in rule.Formula.Scalars)
        {
            Exprs.Substitute(scalar.Value, i =>
            {
                read.Add(((StepNumber)i).ToString());
                return Exprs.Arg(i);
            });
        }

        Assert.Equal(rule.Settings.Select(s => s.Name).Order(), OptimizerSetting.All.Select(s => s.Name).Where(read.Contains).Order());
        Assert.All(rule.Formula.Slots, slot => Assert.Contains(slot.Value, rule.Formula.Values.Select(v => v.Value)));
        Assert.True(
            rule.Slots.Count <= 2,
            $"{name} keeps {rule.Slots.Count} values per weight; the update of the CPU and that of the GPU pass two.");
    }

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Usual_settings_are_in_order(string name)
    {
        UsualSettings usual = OptimizerTable.Find(name)!.Usual;
        Assert.InRange(usual.StartRate, usual.LeastRate, usual.MostRate);
        Assert.InRange(usual.Decay, 0, 1);
        Assert.False(string.IsNullOrWhiteSpace(OptimizerTable.Find(name)!.Summary));
    }

    [Fact]
    public void Common_defaults_are_those_of_the_attribute() => Assert.All(
        OptimizerSetting.All, s => Assert.Equal(s.Default, typeof(TrainAttribute).GetProperty(s.Name)!.GetValue(new TrainAttribute())));
}
