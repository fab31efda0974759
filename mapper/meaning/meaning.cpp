#include "mapper/meaning/meaning.hpp"

#include "mapper/meaning/damage.hpp"
#include "mapper/meaning/facilities.hpp"
#include "mapper/meaning/grade_table.hpp"
#include "mapper/meaning/rule_file.hpp"

namespace konbit {

std::string_view to_string(Theme theme) noexcept {
    switch (theme) {
        case Theme::shelter:
            return "shelter";
        case Theme::care:
            return "care";
        case Theme::water:
            return "water";
        case Theme::supply:
            return "supply";
    }
    return "";
}

struct Meaning::Impl {
    FacilityRules facilities;
    DamageRules damage;
    RuleSet protected_places;
    GradeTable grades;
    TriggerIndex triggers{};  ///< of all rules together, for the quick test
};

namespace {

std::array<RuleFile, kThemeCount> read_themes_of(const std::filesystem::path& folder) {
    std::array<RuleFile, kThemeCount> files;
    for (std::size_t i = 0; i < kThemeCount; ++i) {
        const std::string name{to_string(static_cast<Theme>(i))};
        files[i] = read_rule_file(folder / (name + ".yaml"), RuleFileKind::places);
    }
    return files;
}

}  // namespace

Meaning Meaning::load(const std::filesystem::path& rules_folder) {
    const auto read = [&](const char* name, RuleFileKind kind) {
        return read_rule_file(rules_folder / name, kind);
    };
    auto impl = std::make_unique<Impl>(Impl{
        FacilityRules{read_themes_of(rules_folder), read("details.yaml", RuleFileKind::details)},
        DamageRules{read("damage.yaml", RuleFileKind::damage),
                    read("passability.yaml", RuleFileKind::passability)},
        RuleSet{read("protected.yaml", RuleFileKind::protected_places).rules},
        GradeTable::read(rules_folder / "grades.yaml")});
    impl->facilities.add_triggers(impl->triggers);
    impl->damage.add_triggers(impl->triggers);
    impl->protected_places.add_triggers(impl->triggers);
    return Meaning{std::move(impl)};
}

Meaning::Meaning(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Meaning::~Meaning() = default;
Meaning::Meaning(Meaning&&) noexcept = default;
Meaning& Meaning::operator=(Meaning&&) noexcept = default;

std::optional<Facility> Meaning::facility(Theme theme, const Subject& subject) const {
    auto found = impl_->facilities.facility(theme, subject, impl_->damage);
    if (!found || !protected_refuge(subject.tags)) return found;
    // A children's hospital may be shown as one; a refuge is not even shown as a food bank.
    if (theme != Theme::care || subject.tags.has("social_facility")) return std::nullopt;
    return found;
}

std::optional<DamageStatement> Meaning::damage(const Subject& subject) const {
    return impl_->damage.statement(subject);
}

bool Meaning::protected_refuge(const Tags& tags) const {
    return impl_->protected_places.first(Subject{tags, GeometryKind::none, 0}).has_value();
}

bool Meaning::for_team_alone(const Tags& tags, GeometryKind shape) const {
    if (!may_matter(tags)) return false;
    constexpr double kHuge_m2 = 1e12;  // no rule is for small areas only
    const Subject subject{tags, shape, shape == GeometryKind::area ? kHuge_m2 : 0};
    for (std::size_t theme = 0; theme < kThemeCount; ++theme) {
        const auto found = facility(static_cast<Theme>(theme), subject);
        if (found && found->audience == Audience::team) return true;
    }
    return false;
}

bool Meaning::may_matter(const Tags& tags) const {
    return impl_->triggers.any(tags);
}

bool Meaning::gone(const Tags& tags) const {
    return impl_->damage.gone(tags);
}

std::string Meaning::thing(const Subject& subject) const {
    return impl_->damage.thing(subject);
}

Passability Meaning::passability_of(std::string_view what, Grade grade) const {
    return impl_->damage.passability_of(what, grade);
}

std::optional<AgencyGrade> Meaning::agency_grade(std::string_view scheme,
                                                 std::string_view value) const {
    return impl_->grades.find(scheme, value);
}

std::vector<std::string> Meaning::agency_schemes() const {
    return impl_->grades.schemes();
}

}  // namespace konbit
