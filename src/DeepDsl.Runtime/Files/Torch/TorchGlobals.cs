namespace DeepDsl;

/// <summary>The names that torch.save writes for dicts of tensors, and what they give. Whatever else a pickle names is refused.</summary>
internal static class TorchGlobals
{
    private const string Rebuild = "torch._utils._rebuild_tensor";
    private const string RebuildAgain = "torch._utils._rebuild_tensor_v2";
    private const string RebuildTyped = "torch._utils._rebuild_tensor_v3";
    private const string Parameter = "torch._utils._rebuild_parameter";
    private const string ParameterWithState = "torch._utils._rebuild_parameter_with_state";
    private const string Ordered = "collections.OrderedDict";
    private const string Size = "torch.Size";
    private const string Set = "builtins.set";
    private const string OldSet = "__builtin__.set";

    private static readonly HashSet<string> s_calls =
        [Rebuild, RebuildAgain, RebuildTyped, Parameter, ParameterWithState, Ordered, Size, Set, OldSet];

    private static readonly Dictionary<string, SafetensorsType> s_storages = new()
    {
        ["torch.FloatStorage"] = SafetensorsType.F32,
        ["torch.DoubleStorage"] = SafetensorsType.F64,
        ["torch.HalfStorage"] = SafetensorsType.F16,
        ["torch.BFloat16Storage"] = SafetensorsType.BF16,
        ["torch.LongStorage"] = SafetensorsType.I64,
        ["torch.IntStorage"] = SafetensorsType.I32,
        ["torch.ShortStorage"] = SafetensorsType.I16,
        ["torch.CharStorage"] = SafetensorsType.I8,
        ["torch.ByteStorage"] = SafetensorsType.U8,
        ["torch.BoolStorage"] = SafetensorsType.BOOL,
        ["torch.storage.UntypedStorage"] = SafetensorsType.U8,
    };

    private static readonly Dictionary<string, SafetensorsType> s_types = new()
    {
        ["torch.float32"] = SafetensorsType.F32,
        ["torch.float64"] = SafetensorsType.F64,
        ["torch.float16"] = SafetensorsType.F16,
        ["torch.bfloat16"] = SafetensorsType.BF16,
        ["torch.float8_e4m3fn"] = SafetensorsType.F8_E4M3,
        ["torch.float8_e5m2"] = SafetensorsType.F8_E5M2,
        ["torch.int64"] = SafetensorsType.I64,
        ["torch.int32"] = SafetensorsType.I32,
        ["torch.int16"] = SafetensorsType.I16,
        ["torch.int8"] = SafetensorsType.I8,
        ["torch.uint64"] = SafetensorsType.U64,
        ["torch.uint32"] = SafetensorsType.U32,
        ["torch.uint16"] = SafetensorsType.U16,
        ["torch.uint8"] = SafetensorsType.U8,
        ["torch.bool"] = SafetensorsType.BOOL,
    };

    public static PickleGlobal Known(PickleGlobal global)
    {
        string name = global.ToString();
        return s_calls.Contains(name) || s_storages.ContainsKey(name) || s_types.ContainsKey(name)
            ? global
            : throw new InvalidDataException(
                $"its pickle names '{Listing.Short(name)}', and would run it where Python reads it, which is not done here: only dicts of "
                + "tensors, numbers and texts are read. In Python, save model.state_dict() instead of more.");
    }

    /// <summary>
    /// ('storage', its class, its key in the file, a device, how many elements), and in files of before 2018 a part of it.
    /// </summary>
    public static TorchStorage Storage(object?[] id) => id is ["storage", PickleGlobal global, string key, string, long count, .. var rest]
        && count >= 0 && rest is [] or [null] && s_storages.TryGetValue(global.ToString(), out SafetensorsType type)
            ? new(key, type, count)
            : throw new InvalidDataException("its pickle says where a tensor's values lie in a way that is not known here.");

    public static object? Call(PickleGlobal global, object?[] arguments) => (global.ToString(), arguments) switch
    {
        (Ordered, []) => new PickleMap(),
        (Ordered, [PickleList pairs]) => Map(pairs),
        (Size, [object?[] sizes]) => sizes,
        (Set or OldSet, [PickleList items]) => items,
        (Parameter or ParameterWithState, [TorchTensor tensor, ..]) => tensor,
        (Rebuild or RebuildAgain, [TorchStorage storage, long start, object?[] shape, object?[] strides, ..]) =>
            Tensor(storage, storage.Type, start, shape, strides),
        (RebuildTyped, [TorchStorage storage, long start, object?[] shape, object?[] strides, _, _, PickleGlobal type, ..])
            when s_types.TryGetValue(type.ToString(), out SafetensorsType known) => Tensor(storage, known, start, shape, strides),
        _ => throw new InvalidDataException(
            $"its pickle calls '{Listing.Short(global.ToString())}' with arguments that torch.save does not write."),
    };

    private static PickleMap Map(PickleList pairs)
    {
        PickleMap map = new();
        foreach (object? pair in pairs.Items)
        {
            (object? key, object? value) = pair switch
            {
                PickleList { Items: [var k, var v] } => (k, v),
                object?[] and [var k, var v] => (k, v),
                _ => throw new InvalidDataException("its pickle makes an OrderedDict of something else than pairs."),
            };
            map.Add(key, value);
        }
        return map;
    }

    private static TorchTensor Tensor(TorchStorage storage, SafetensorsType type, long start, object?[] shape, object?[] strides)
    {
        const int mostDimensions = 64;
        return start >= 0 && shape.Length == strides.Length && shape.Length <= mostDimensions
            && shape.All(s => s is long and >= 0) && strides.All(s => s is long and >= 0)
                ? new(storage, type, start, Array.ConvertAll(shape, s => (long)s!), Array.ConvertAll(strides, s => (long)s!))
                : throw new InvalidDataException("its pickle has a tensor whose shape, strides or first value cannot be.");
    }
}
