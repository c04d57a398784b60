"""What people brought is read by processes of our own that may use so much and no more."""

from diemcau.adapters.examining.examiner import ChildExaminer, ChildReplyReader
from diemcau.adapters.examining.readers import ExaminingSettings, ReaderProcesses

__all__ = ["ChildExaminer", "ChildReplyReader", "ExaminingSettings", "ReaderProcesses"]
