using System.Text.Json.Serialization;

namespace DeepDsl.AspNetCore.Tests;

[JsonSerializable(typeof(Loan))]
internal sealed partial class LoanJson : JsonSerializerContext;
