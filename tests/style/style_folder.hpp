#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "render/style/style.hpp"

namespace konbit {

/// The styles that come with the program.
[[nodiscard]] std::filesystem::path shipped_styles();
/// One of them, read once a program.
[[nodiscard]] const Style& shipped(const std::string& name);
inline const std::vector<std::string> kShippedNames{"humanitarian", "sunlight", "print"};

/// The rule of this name; fails the test if there is none.
[[nodiscard]] const Rule& rule_of(const Style& style, const std::string& name);
/// Names of the rules that draw such a thing.
[[nodiscard]] std::vector<std::string> drawn_by(const Style& style, const Tags& tags,
                                                GeometryKind kind, double zoom);

/// A test with an empty folder for styles of its own.
class StyleFolder : public testing::Test {
protected:
    void SetUp() override;
    void TearDown() override;
    std::filesystem::path write(const std::string& file, const std::string& text) const;
    /// What is said of a file with this text; "" if it is accepted.
    [[nodiscard]] std::string error_of(const std::string& text) const;

    std::filesystem::path folder_;
};

}  // namespace konbit
