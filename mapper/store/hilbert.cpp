#include <array>

#include "mapper/store/box_index.hpp"

namespace konbit {

namespace {

// The curve is taken four bits of each axis at a time. Of its eight orientations only four occur:
// axes swapped or not, both mirrored or not.
constexpr unsigned kSwapped = 1;
constexpr unsigned kMirrored = 2;
constexpr unsigned kBitsAStep = 4;

struct Step {
    std::uint8_t position;  ///< eight bits of the key
    std::uint8_t state;     ///< orientation of the cell that was entered
};

constexpr Step step_through(unsigned state, unsigned x, unsigned y) {
    unsigned position = 0;
    for (unsigned bit = kBitsAStep; bit-- > 0;) {
        unsigned right = (x >> bit) & 1;
        unsigned up = (y >> bit) & 1;
        if ((state & kMirrored) != 0) {
            right ^= 1;
            up ^= 1;
        }
        if ((state & kSwapped) != 0) std::swap(right, up);
        position = position * 4 + ((3 * right) ^ up);
        if (up == 0) state ^= kSwapped | (right == 1 ? kMirrored : 0);
    }
    return {static_cast<std::uint8_t>(position), static_cast<std::uint8_t>(state)};
}

using Steps = std::array<std::array<Step, 256>, 4>;

constexpr Steps make_steps() {
    Steps steps{};
    for (unsigned state = 0; state < 4; ++state) {
        for (unsigned cell = 0; cell < 256; ++cell) {
            steps[state][cell] = step_through(state, cell >> kBitsAStep, cell & 15);
        }
    }
    return steps;
}

constexpr Steps kSteps = make_steps();

}  // namespace

std::uint64_t hilbert_key(Location at) noexcept {
    const auto x = static_cast<std::uint32_t>(at.lon_e7) + std::uint32_t{Location::kMaxLon_e7};
    const auto y = static_cast<std::uint32_t>(at.lat_e7) + std::uint32_t{Location::kMaxLat_e7};
    std::uint64_t key = 0;
    unsigned state = 0;
    for (int shift = 28; shift >= 0; shift -= static_cast<int>(kBitsAStep)) {
        const auto cell = (((x >> shift) & 15) << kBitsAStep) | ((y >> shift) & 15);
        const auto step = kSteps[state][cell];
        key = (key << 8) | step.position;
        state = step.state;
    }
    return key;
}

}  // namespace konbit
