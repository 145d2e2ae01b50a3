namespace DeepDsl.Models;

/// <summary>
/// Szegedy et al. (2015), third version, for 299x299x3, without its auxiliary classifier: a model with that puts
/// <see cref="InceptionV3Auxiliary"/> on <see cref="InceptionV3Lower"/>.
/// </summary>
[Block]
[InceptionV3Lower, InceptionV3Upper(Classes = Classes)]
public partial class InceptionV3
{
    [Parameter] const int Classes = 1000;
}
