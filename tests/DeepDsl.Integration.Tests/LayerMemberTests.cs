using System.Reflection;
using Xunit;

namespace DeepDsl.Integration.Tests;

/// <summary>Members give the parameters of their own layer, though layers that are alike share a type.</summary>
public sealed class LayerMemberTests
{
    [Fact]
    public void Of_blocks_with_running_statistics() => HasEach(new TorchResidual());

    [Fact]
    public void Of_layers_in_a_row() => HasEach(new Twins());

    [Fact]
    public void Of_layers_with_layers_inside() => HasEach(new Sequences());

    [Fact]
    public void Layers_that_are_alike_share_a_type()
    {
        Twins net = new();
        Assert.Equal(net.Dense1.GetType(), net.Dense2.GetType());
        Assert.NotEqual<object>(net.Dense1.GetType(), net.Dense3.GetType());
        Assert.Same(net.Parameter("dense2.weight"), net.Dense2.Weight);
        TorchResidual residual = new();
        Assert.Equal(residual.BasicBlock1.GetType(), residual.BasicBlock2.GetType());
    }

    private static void HasEach(Network net)
    {
        List<(string Path, string Name)> found = [];
        Visit(net, net.GetType(), "", found);
        Assert.Equal(net.Parameters.Select(p => p.Name).Concat(net.States.Select(s => s.Name)).Order(), found.Select(f => f.Name).Order());
        Assert.All(found, f => Assert.Equal(f.Path, f.Name.Replace("_", ""), ignoreCase: true));
    }

    private static void Visit(object owner, Type type, string path, List<(string Path, string Name)> found)
    {
        foreach (PropertyInfo member in type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
        {
            string name = path + member.Name;
            if (member.PropertyType == typeof(Parameter))
            {
                found.Add((name, ((Parameter)member.GetValue(owner)!).Name));
            }
            else if (member.PropertyType == typeof(RunningState))
            {
                found.Add((name, ((RunningState)member.GetValue(owner)!).Name));
            }
            else if (member.PropertyType is { IsNested: true, IsValueType: true })
            {
                Visit(member.GetValue(owner)!, member.PropertyType, name + ".", found);
            }
        }
    }
}

#pragma warning disable DD3012, DD3005 // what it learns is not the point

[Model, Input(6)]
[Dense(6, Activation = Activation.ReLU), Dense(6, Activation = Activation.ReLU), Dense(5, Activation = Activation.ReLU), Dense(3)]
[Loss(Loss.SoftmaxCrossEntropy)]
public partial class Twins;
