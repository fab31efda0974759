#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

namespace konbit {

/// Larger files are no day of reports.
inline constexpr std::size_t kMostSurveyBytes = 128U << 20;

/// All bytes of a regular file of at most kMostSurveyBytes. DataError.
[[nodiscard]] std::string read_survey_bytes(const std::filesystem::path& file);

/// What people's spreadsheets write, as UTF-8 without a byte order mark.
struct SurveyText {
    std::string text;
    std::string note;  ///< a line for the person if it had to be guessed
};
/// UTF-8, UTF-16 with a byte order mark, else Windows-1252. DataError naming `where` if it is none
/// of them.
[[nodiscard]] SurveyText decode_survey(std::string bytes, const std::string& where);

/// A value as it is shown: control characters are spaces, at most `most` bytes, whole characters.
[[nodiscard]] std::string shown_value(std::string_view value, std::size_t most = 80);

}  // namespace konbit
