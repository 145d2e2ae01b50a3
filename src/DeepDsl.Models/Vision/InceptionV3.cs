namespace DeepDsl.Models;

/// <summary>
/// Szegedy et al. (2015), third version, for 299x299x3. A model that has its auxiliary classifier puts
/// <see cref="InceptionV3Auxiliary"/> on the value <c>lower</c>.
/// </summary>
[Block]
[InceptionV3Lower(Name = "lower"), InceptionV3Upper(Classes = Classes)]
public partial class InceptionV3
{
    [Parameter] const int Classes = 1000;
}
