using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace DeepDsl;

/// <summary>
/// How records are read: as the program reads JSON, but that a feature that is never null must be there. Else one that was misspelt would
/// be a zero that nobody sent.
/// </summary>
internal static class RecordJson
{
    public static JsonTypeInfo<T> Of<T>(JsonSerializerOptions options)
        where T : IFeatures<T>
    {
        JsonSerializerOptions strict = new(options) { RespectNullableAnnotations = true };
        strict.TypeInfoResolver = strict.TypeInfoResolver?.WithAddedModifier(Require<T>);
        return strict.TypeInfoResolver != null && strict.TryGetTypeInfo(typeof(T), out JsonTypeInfo? known)
            ? (JsonTypeInfo<T>)known
            : throw new InvalidOperationException(
                $"{typeof(T).Name} cannot be read from JSON: a program that is trimmed or published ahead of time needs a "
                + $"JsonSerializerContext with [JsonSerializable(typeof({typeof(T).Name}))], added by ConfigureHttpJsonOptions.");
    }

    private static void Require<T>(JsonTypeInfo info)
        where T : IFeatures<T>
    {
        if (info.Type != typeof(T))
        {
            return;
        }
        foreach (JsonPropertyInfo property in info.Properties)
        {
            bool isFeature = property.AttributeProvider is MemberInfo member && T.Features.MemberNames.Contains(member.Name);
            bool isGiven = property.Set != null || property.AssociatedParameter != null;
            property.IsRequired |= isFeature && isGiven && !MayBeNull(property);
        }
    }

    private static bool MayBeNull(JsonPropertyInfo property) => property.PropertyType.IsValueType
        ? Nullable.GetUnderlyingType(property.PropertyType) != null
        : property.AssociatedParameter?.IsNullable ?? property.IsSetNullable;
}
