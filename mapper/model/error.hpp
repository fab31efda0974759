#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

namespace konbit {

/// Something a person has to know about: what, where (file, option or object), why, what to do.
/// `what()` is the whole sentence "WHAT (WHERE): WHY. DO THIS." without the program's name.
class Error : public std::runtime_error {
public:
    Error(std::string_view what, std::string_view where, std::string_view why,
          std::string_view advice);
};

/// Data or system: a broken file, a full disk. Exit code 1.
class DataError : public Error {
public:
    using Error::Error;
};

/// A question that cannot be understood: a wrong option or place. Exit code 2.
class UsageError : public Error {
public:
    using Error::Error;
};

}  // namespace konbit
