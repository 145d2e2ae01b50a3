namespace DeepDsl.Generator;

/// <summary>Metadata names of the runtime's types that declarations are made of.</summary>
internal static class KnownNames
{
    public const string Model = "DeepDsl.ModelAttribute";
    public const string Block = "DeepDsl.BlockAttribute";
    public const string Cell = "DeepDsl.CellAttribute";
    public const string Features = "DeepDsl.FeaturesAttribute";
    public const string Number = "DeepDsl.NumberAttribute";
    public const string Categories = "DeepDsl.CategoriesAttribute";
    public const string Hash = "DeepDsl.HashAttribute";
    public const string Label = "DeepDsl.LabelAttribute";
    public const string Column = "DeepDsl.ColumnAttribute";
    public const string Ignored = "DeepDsl.IgnoredAttribute";
    public const string BlockUse = "DeepDsl.BlockUseAttribute";
    public const string Layer = "DeepDsl.LayerAttribute";
    public const string Parameter = "DeepDsl.ParameterAttribute";
    public const string Tune = "DeepDsl.TuneAttribute";
    public const string Tensor = "DeepDsl.FloatTensor";
    public const string Weight = "DeepDsl.WeightAttribute";
    public const string BlockDefinition = "DeepDsl.CompilerServices.BlockDefinitionAttribute";

    /// <summary>The class whose constants stand for dimensions that are set at run time.</summary>
    public const string Dimensions = "DeepDsl.Dim";

    public const string Extends = "DeepDsl.ExtendsAttribute";
    public const string ModelDefinition = "DeepDsl.CompilerServices.ModelDefinitionAttribute";

    public const string GpuAssembly = "DeepDsl.Gpu";

    /// <summary>Attributes that say nothing of the layers but how they are trained and judged.</summary>
    public static readonly string[] Settings =
        [
            "DeepDsl.LossAttribute", "DeepDsl.TrainAttribute", "DeepDsl.LabelsAttribute", "DeepDsl.BudgetAttribute",
            "DeepDsl.ExtentAttribute", "DeepDsl.ExportableAttribute", Extends, Tune,
        ];

    /// <summary>Attributes that stand among the layers without being any.</summary>
    public static readonly string[] Borders =
        ["DeepDsl.InputAttribute", "DeepDsl.OutputAttribute", "DeepDsl.StateAttribute", "DeepDsl.NextAttribute"];
}
