#include "mapper/journal/running_digest.hpp"

#include <sodium.h>

#include <stdexcept>

namespace konbit {

struct RunningDigest::State {
    crypto_generichash_state hash;
};

RunningDigest::RunningDigest() : state_{std::make_unique<State>()} {
    if (sodium_init() < 0) throw std::runtime_error{"libsodium cannot be used on this computer"};
    crypto_generichash_init(&state_->hash, nullptr, 0, sizeof Digest{}.bytes);
}

RunningDigest::~RunningDigest() = default;
RunningDigest::RunningDigest(RunningDigest&&) noexcept = default;
RunningDigest& RunningDigest::operator=(RunningDigest&&) noexcept = default;

void RunningDigest::add(std::string_view bytes) {
    crypto_generichash_update(&state_->hash, reinterpret_cast<const unsigned char*>(bytes.data()),
                              bytes.size());
}

Digest RunningDigest::finish() {
    Digest digest;
    crypto_generichash_final(&state_->hash, digest.bytes.data(), digest.bytes.size());
    return digest;
}

}  // namespace konbit
