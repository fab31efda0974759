#pragma once

#include <memory>
#include <string_view>

#include "mapper/journal/entry.hpp"

namespace konbit {

/// digest_of what is given piece by piece.
class RunningDigest {
public:
    RunningDigest();
    ~RunningDigest();
    RunningDigest(RunningDigest&&) noexcept;
    RunningDigest& operator=(RunningDigest&&) noexcept;

    void add(std::string_view bytes);
    [[nodiscard]] Digest finish();  ///< once

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace konbit
