#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "mapper/model/location.hpp"
#include "mapper/model/tags.hpp"

namespace konbit {

/// How a text names a thing; also the order in which equal matches are preferred.
enum class NameRole : std::uint8_t {
    main,    ///< name, name:xx, official_, int_, nat_, short_, … of today
    code,    ///< ref, P-codes
    other,   ///< old_name, operator, addr:housename
    address  ///< "Carrer Major 12"
};

/// One text under which a thing can be found.
struct NameText {
    std::string_view key;  ///< the tag's key; "" for composed ones
    NameRole role = NameRole::main;
    std::string text;  ///< as written (one part of a list split at ';')
};

/// A quick test: false means that names_of would be empty.
[[nodiscard]] bool may_have_names(const Tags& tags) noexcept;

/// Every text under which the tagged thing can be found: names in all languages, `_1` variants,
/// refs, operator, house names, P-codes (Haiti's also composed: HT05, HT0511, HT0511-02) and
/// addresses. `at` decides whether bare `pcode:N` numbers are Haiti's.
[[nodiscard]] std::vector<NameText> names_of(const Tags& tags, Location at);

/// The name to show: in `lang` if there is one, else the local one, else any of today, a reference
/// or the address; "" if it has none.
[[nodiscard]] std::string display_name(const Tags& tags, std::string_view lang = {});

}  // namespace konbit
