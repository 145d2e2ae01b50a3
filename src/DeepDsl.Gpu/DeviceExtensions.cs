using DeepDsl.Gpu;

namespace DeepDsl;

/// <summary>Adds graphics cards to <see cref="Device"/>.</summary>
public static class DeviceExtensions
{
    extension(Device)
    {
        /// <summary>A graphics card; equal numbers give the same device. Before C# 14 write <c>DeviceExtensions.Gpu()</c>.</summary>
        /// <param name="index">Which one, of several: CUDA first, then OpenCL, the largest memory first.</param>
        /// <exception cref="InvalidOperationException">There is no such card.</exception>
        public static Device Gpu(int index = 0) => GpuDevice.Shared(index);

        /// <summary>The first graphics card of this name.</summary>
        /// <param name="name">A part of its name as the driver gives it, in any case: <c>H100</c>.</param>
        /// <exception cref="InvalidOperationException">There is no such card.</exception>
        public static Device Gpu(string name)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(name);
            return GpuDevice.Shared(Cards.Number(name, Cards.Names));
        }

        /// <summary>
        /// What the environment variable DEEPDSL_DEVICE asks for, in the words of <c>Device.Choose</c>; without it the first graphics card,
        /// or the CPU where there is none.
        /// </summary>
        /// <exception cref="InvalidOperationException">DEEPDSL_DEVICE names no device, or one that is not there.</exception>
        public static Device Best() => DeviceChoice.Best(Environment.GetEnvironmentVariable(DeviceChoice.Variable));

        /// <summary>A device by a word, as users give it to a program.</summary>
        /// <param name="choice">
        /// <c>cpu</c>, <c>gpu</c>, <c>gpu:1</c> by number, <c>gpu:H100</c> by a part of its name, or <c>best</c>, which is <c>Device.Best()</c>.
        /// </param>
        /// <exception cref="ArgumentException">The word is none of these.</exception>
        /// <exception cref="InvalidOperationException">There is no such card.</exception>
        public static Device Choose(string choice)
        {
            ArgumentNullException.ThrowIfNull(choice);
            return DeviceChoice.TryParse(choice, out DeviceChoice? parsed)
                ? parsed.Open()
                : throw new ArgumentException($"'{Listing.Short(choice)}' names no device; {DeviceChoice.Words}.");
        }
    }
}
