extern alias runtime;

using System.Globalization;
using System.Reflection;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Ops.Losses;

namespace DeepDsl.Compiler.Tests.Tables;

/// <summary>The enum, the table and the attribute of losses say the same.</summary>
public sealed class LossTableTests
{
    private static readonly string[] Common = ["Kind", "Function", "Output", "Weight"];

    [Fact]
    public void Every_member_of_the_enum_has_a_loss()
    {
        foreach (string name in Enum.GetNames<runtime::DeepDsl.Loss>().Where(n => n != nameof(runtime::DeepDsl.Loss.Custom)))
        {
            Assert.True(LossTable.Find(name) is not null,
                $"Loss.{name}: add src/DeepDsl.Compiler/Ops/Losses/{name}.cs and its line in LossTable.cs.");
        }
    }

    [Fact]
    public void Every_loss_is_in_the_enum()
    {
        foreach (LossFunction loss in LossTable.All)
        {
            Assert.True(Enum.IsDefined(typeof(runtime::DeepDsl.Loss), loss.Name),
                $"Add {loss.Name} to the enum Loss in src/DeepDsl.Runtime/Enums.cs.");
            Assert.False(string.IsNullOrWhiteSpace(loss.Summary), $"Add a Summary to src/DeepDsl.Compiler/Ops/Losses/{loss.Name}.cs.");
        }
    }

    [Fact]
    public void The_attribute_has_every_loss_argument_with_its_default()
    {
        runtime::DeepDsl.LossAttribute attribute = new(runtime::DeepDsl.Loss.Focal);
        OpArgument[] arguments = [.. LossTable.All.SelectMany(l => l.Arguments)];
        foreach (OpArgument argument in arguments.Where(a => a.Type != ArgumentType.Reals))
        {
            PropertyInfo? property = attribute.GetType().GetProperty(argument.Name);
            Assert.True(property is not null, $"Add {argument.Name} to src/DeepDsl.Runtime/Attributes/LossAttribute.cs.");
            Assert.Equal(Number(argument.Default), Number(property.GetValue(attribute)));
        }

        IEnumerable<PropertyInfo> properties = attribute.GetType().GetProperties().Where(p => p.DeclaringType != typeof(Attribute));
        IEnumerable<string> unused = properties.Select(p => p.Name).Except(Common).Except(arguments.Select(a => a.Name));
        Assert.Empty(unused);
    }

    private static double Number(object? value) => Convert.ToDouble(value, CultureInfo.InvariantCulture);
}
