using Microsoft.CodeAnalysis;

namespace DeepDsl.Analyzers.Rules;

/// <summary>DD1xxx: how a model or block is declared and wired.</summary>
public static class DeclarationRules
{
    public static readonly DiagnosticDescriptor DD1001_NotPartial = Rule.Error(RuleIds.NotPartial,
        "A model or block is not partial", "The implementation is generated as another part of the class, and of each class around it.");

    public static readonly DiagnosticDescriptor DD1002_DeclarationForm = Rule.Error(RuleIds.DeclarationForm,
        "A model or block is no ordinary class",
        "Structs, interfaces, records, static, generic and file-local classes can't be implemented as a network.");

    public static readonly DiagnosticDescriptor DD1003_BaseClass = Rule.Error(RuleIds.BaseClass,
        "A model has a base class", "The generated part derives from Network.");

    public static readonly DiagnosticDescriptor DD1004_LayersOnSecondPart = Rule.Error(RuleIds.LayersOnSecondPart,
        "Layers stand on two parts of a class", "The order of attributes is that of the source only within one part.");

    public static readonly DiagnosticDescriptor DD1005_NoLayers = Rule.Error(RuleIds.NoLayers,
        "A model or block has no layer", "There is nothing to compute.");

    public static readonly DiagnosticDescriptor DD1006_MissingInput = Rule.Error(RuleIds.MissingInput,
        "A layer has nothing to read", "Every model begins with an [Input].");

    public static readonly DiagnosticDescriptor DD1007_MisplacedInput = Rule.Error(RuleIds.MisplacedInput,
        "An attribute stands where it can't", "A block reads what it is put on and gives its last value; states are those of cells.");

    public static readonly DiagnosticDescriptor DD1008_UnknownLayer = Rule.Error(RuleIds.UnknownLayer,
        "A layer is not known", "The attribute derives from LayerAttribute, but the compiler has no such layer.");

    public static readonly DiagnosticDescriptor DD1009_UnknownName = Rule.Error(RuleIds.UnknownName,
        "A name is not known", "From, merges, Share and outputs read values by name, and only such as stand above.");

    public static readonly DiagnosticDescriptor DD1010_DuplicateName = Rule.Error(RuleIds.DuplicateName,
        "A name is given twice", "Names are unique within a model or block.");

    public static readonly DiagnosticDescriptor DD1011_UnusedName = Rule.Error(RuleIds.UnusedName,
        "A name is given to a value that can't be read", "The value has no reader.");

    public static readonly DiagnosticDescriptor DD1012_UnreadOutput = Rule.Error(RuleIds.UnreadOutput,
        "Nobody reads the output of a layer", "Such a layer costs time and learns nothing.");

    public static readonly DiagnosticDescriptor DD1013_SeveralOutputs = Rule.Error(RuleIds.SeveralOutputs,
        "Several values are left over", "With more than one result, [Output] says which they are.");

    public static readonly DiagnosticDescriptor DD1014_ReservedName = Rule.Error(RuleIds.ReservedName,
        "A name can't be a member's", "It would hide a type from the attributes, or repeat a member of the class.");

    public static readonly DiagnosticDescriptor DD1015_ShareMismatch = Rule.Error(RuleIds.ShareMismatch,
        "Layers that share parameters differ", "Shared parameters have one shape.");

    public static readonly DiagnosticDescriptor DD1016_BlockRecursion = Rule.Error(RuleIds.BlockRecursion,
        "A block contains itself", "It would never end.");

    public static readonly DiagnosticDescriptor DD1017_BlockParameter = Rule.Error(RuleIds.BlockParameter,
        "A block has no such parameter", "Parameters are constants of type int, double, bool or an enum, marked [Parameter].");

    public static readonly DiagnosticDescriptor DD1018_NotConstant = Rule.Error(RuleIds.NotConstant,
        "An argument has no value", "Every argument must be known when the program is compiled.");

    public static readonly DiagnosticDescriptor DD1019_UnsupportedExpression = Rule.Error(RuleIds.UnsupportedExpression,
        "An expression can't be read", "What is differentiated, or depends on a block's parameters, must be arithmetic.");

    public static readonly DiagnosticDescriptor DD1020_MissingArgument = Rule.Error(RuleIds.MissingArgument,
        "An argument is missing", "The layer or loss can't be computed without it.");

    public static readonly DiagnosticDescriptor DD1021_ArgumentRange = Rule.Error(RuleIds.ArgumentRange,
        "An argument is out of range", "The layer is not defined there.");

    public static readonly DiagnosticDescriptor DD1022_ConflictingArguments = Rule.Error(RuleIds.ConflictingArguments,
        "Arguments contradict each other", "One of them can't have an effect.");

    public static readonly DiagnosticDescriptor DD1023_CompilerFailure = Rule.Error(RuleIds.CompilerFailure,
        "The compiler failed", "A mistake of DeepDsl's own.");

    public static readonly DiagnosticDescriptor DD1024_TooComplex = Rule.Error(RuleIds.TooComplex,
        "A model has more parts than can be compiled", "Far more than any sound model has.");

    public static readonly DiagnosticDescriptor DD1025_LanguageVersion = Rule.Error(RuleIds.LanguageVersion,
        "The project's version of C# is too old", "Generated code is written in a newer one.");

    public static readonly DiagnosticDescriptor DD1026_Constructor = Rule.Error(RuleIds.Constructor,
        "A constructor doesn't call the generated one", "That makes the parameters of the model.");

    public static readonly DiagnosticDescriptor DD1027_Extension = Rule.Error(RuleIds.Extension,
        "A model can't extend what it names", "It begins with the layers of another model, which must be one, and not itself.");

    public static readonly DiagnosticDescriptor DD1028_FeatureMember = Rule.Error(RuleIds.FeatureMember,
        "A member of a record can't be a feature",
        "Features are numbers, enums, truth values, and texts whose categories are named or hashed; attributes say how, each of its own types.");

    public static readonly DiagnosticDescriptor DD1029_SeveralLabels = Rule.Error(RuleIds.SeveralLabels,
        "A record has two labels", "A record has one answer.");

    public static readonly DiagnosticDescriptor DD1030_RecordInput = Rule.Error(RuleIds.RecordInput,
        "An input can't be made of a record", "The type is marked [Features], and its features are all inputs of the model.");

    public static readonly DiagnosticDescriptor DD1031_TuneTarget = Rule.Error(RuleIds.TuneTarget,
        "A search can't vary that", "What varies is a constant, a number of [Train], or the rate of a layer.");

    public static readonly DiagnosticDescriptor DD1032_TuneValues = Rule.Error(RuleIds.TuneValues,
        "A search has no such values", "Bounds and values are those that the setting or constant may have.");

    public static readonly DiagnosticDescriptor DD1033_TooManyVariants = Rule.Error(RuleIds.TooManyVariants,
        "A model has too many variants", "Each combination of values is compiled as a model of its own.");

    public static readonly DiagnosticDescriptor DD1034_ImpossibleVariant = Rule.Error(RuleIds.ImpossibleVariant,
        "A value of a search gives no model", "Every point of a search must be a model that takes and gives the same.");

    public static readonly DiagnosticDescriptor DD1035_UnknownArgument = Rule.Error(RuleIds.UnknownArgument,
        "An attribute has no such argument", "C# takes the name for that of a type, and says that a using is missing.");

    public static readonly DiagnosticDescriptor DD1036_MissingUsing = Rule.Error(RuleIds.MissingUsing,
        "A file does not use the names of DeepDsl", "C# then knows none of the attributes.");

    public static readonly DiagnosticDescriptor DD1037_ForeignClass = Rule.Error(RuleIds.ForeignClass,
        "A model is written as a class of another library", "Layers are attributes on the class, and none is called.");

    public static readonly DiagnosticDescriptor DD1038_ForeignLayer = Rule.Error(RuleIds.ForeignLayer,
        "An attribute has another library's name", "What other libraries call a layer, loss or optimizer has one name here.");

    public static readonly DiagnosticDescriptor DD1039_ForeignArgument = Rule.Error(RuleIds.ForeignArgument,
        "An argument is written as another library has it", "Names, order and values of arguments are those of the attribute.");

    public static readonly DiagnosticDescriptor DD1040_LayersWithoutModel = Rule.Error(RuleIds.LayersWithoutModel,
        "A class has layers and is no model", "Members are generated for classes with [Model], [Block] or [Cell] alone.");

    public static readonly DiagnosticDescriptor DD1041_LayerWithoutOnnxForm = Rule.Warning(RuleIds.LayerWithoutOnnxForm,
        "A layer has no form in the version of ONNX's operators that is asked for", "Operators come with versions; saving fails.");

    public static readonly DiagnosticDescriptor DD1042_OnnxVersion = Rule.Error(RuleIds.OnnxVersion,
        "A model can't be written in that version of ONNX's operators", "Those that are written are the ones that readers know.");
}
