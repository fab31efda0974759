#include "mapper/journal/journal.hpp"

#include <algorithm>

#include "mapper/journal/journal_impl.hpp"

namespace konbit {

MergeResult& MergeResult::operator+=(const MergeResult& other) {
    entries += other.entries;
    already_known += other.already_known;
    photos += other.photos;
    redacted += other.redacted;
    not_understood += other.not_understood;
    for (const auto& device : other.new_devices) {
        if (std::ranges::find(new_devices, device) == new_devices.end()) {
            new_devices.push_back(device);
        }
    }
    notes.insert(notes.end(), other.notes.begin(), other.notes.end());
    return *this;
}

Journal::Journal(std::unique_ptr<Impl> impl) : impl_{std::move(impl)} {}
Journal::~Journal() = default;
Journal::Journal(Journal&&) noexcept = default;
Journal& Journal::operator=(Journal&&) noexcept = default;

std::vector<std::string> Journal::notices() const {
    const std::lock_guard lock{impl_->mutex};
    return impl_->notices;
}

}  // namespace konbit
