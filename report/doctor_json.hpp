// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "machine/diagnosis.hpp"

namespace trackmeet::report {

inline constexpr std::string_view diagnosis_schema = "trackmeet.diagnosis/1";

/// A diagnosis for programs, as docs/doctor.schema.json says: ASCII only, the same bytes for the same input, ended by a
/// newline. What is not a finite number is null; bytes that are not UTF-8 become U+FFFD.
std::string render_doctor_json(const machine::Diagnosis& diagnosis);

}  // namespace trackmeet::report
