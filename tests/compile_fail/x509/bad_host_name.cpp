// first-error-gcc: the_literal_is_no_host_name_of_letters_digits_and_hyphens
// error-clang: the_literal_is_no_host_name_of_letters_digits_and_hyphens
#include "cxtls/x509/identity.hpp"

cxtls::identity peer = cxtls::dns_name{"foo_bar.example"};
