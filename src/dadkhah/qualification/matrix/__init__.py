"""The proof matrix, as values, as text and as JSON."""

from dadkhah.qualification.matrix.as_json import Json, check_json, element_json, matrix_json
from dadkhah.qualification.matrix.as_text import print_matrix
from dadkhah.qualification.matrix.layout import (
    MatrixColumn,
    MatrixRow,
    MatrixSection,
    ProofMatrix,
    proof_matrix,
)

__all__ = [
    "Json",
    "MatrixColumn",
    "MatrixRow",
    "MatrixSection",
    "ProofMatrix",
    "check_json",
    "element_json",
    "matrix_json",
    "print_matrix",
    "proof_matrix",
]
