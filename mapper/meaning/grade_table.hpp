#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mapper/meaning/meaning.hpp"

namespace konbit {

/// grades.yaml: what agencies' words for damage mean.
class GradeTable {
public:
    GradeTable() = default;
    [[nodiscard]] static GradeTable read(const std::filesystem::path& path);

    [[nodiscard]] std::optional<AgencyGrade> find(std::string_view scheme,
                                                  std::string_view value) const;
    [[nodiscard]] std::vector<std::string> schemes() const;

private:
    using Words = std::map<std::string, AgencyGrade, std::less<>>;
    std::map<std::string, Words, std::less<>> schemes_;
    Words everywhere_;
};

}  // namespace konbit
