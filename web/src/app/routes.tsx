import { lazy, type ReactNode } from 'react';
import { Route, Routes } from 'react-router';
import { NotFoundPage } from './not-found-page';

const HomePage = lazy(() => import('../pages/home/home-page'));
const IncomingListPage = lazy(() => import('../pages/incoming/incoming-list-page'));
const RegisterArrivalsPage = lazy(() => import('../pages/incoming/register-arrivals-page'));
const IncomingPage = lazy(() => import('../pages/incoming/incoming-page'));
const OutgoingListPage = lazy(() => import('../pages/outgoing/outgoing-list-page'));
const NewOutgoingPage = lazy(() => import('../pages/outgoing/new-outgoing-page'));
const OutgoingPage = lazy(() => import('../pages/outgoing/outgoing-page'));
const AuthorisedPage = lazy(() => import('../pages/signing/authorised-page'));
const CredentialsPage = lazy(() => import('../signing/credentials/credentials-page'));
const SigningDeskPage = lazy(() => import('../pages/signing/signing-desk-page'));
const TaskListPage = lazy(() => import('../pages/tasks/task-list-page'));
const TaskPage = lazy(() => import('../pages/tasks/task-page'));
const PlanListPage = lazy(() => import('../pages/plans/plan-list-page'));
const PlanPage = lazy(() => import('../pages/plans/plan-page'));
const BoardPage = lazy(() => import('../pages/plans/board-page'));
const UnitTargetPage = lazy(() => import('../pages/plans/unit-target-page'));
const ReportListPage = lazy(() => import('../pages/reports/report-list-page'));
const ReportPage = lazy(() => import('../pages/reports/report-page'));
const ReviewListPage = lazy(() => import('../pages/reviews/review-list-page'));
const ReviewPage = lazy(() => import('../pages/reviews/review-page'));
const CopyPage = lazy(() => import('../pages/copies/copy-page'));
const RegisterPage = lazy(() => import('../pages/registers/register-page'));
const CertificateListPage = lazy(() => import('../pages/certificates/certificate-list-page'));
const CertificatePage = lazy(() => import('../pages/certificates/certificate-page'));
const EndingPage = lazy(() => import('../pages/verification/ending-page'));
const TrustPage = lazy(() => import('../pages/verification/trust-page'));
const VerificationPage = lazy(() => import('../pages/verification/verification-page'));

export function AppRoutes(): ReactNode {
  return (
    <Routes>
      <Route path="/" element={<HomePage />} />
      <Route path="/van-ban-den" element={<IncomingListPage />} />
      <Route path="/van-ban-den/vao-so" element={<RegisterArrivalsPage />} />
      <Route path="/van-ban-den/:id" element={<IncomingPage />} />
      <Route path="/van-ban-di" element={<OutgoingListPage />} />
      <Route path="/van-ban-di/moi" element={<NewOutgoingPage />} />
      <Route path="/van-ban-di/:id" element={<OutgoingPage />} />
      <Route path="/ky-so" element={<SigningDeskPage />} />
      <Route path="/chung-thu-so" element={<CredentialsPage />} />
      <Route path="/xac-nhan-ky-so" element={<AuthorisedPage />} />
      <Route path="/nhiem-vu" element={<TaskListPage />} />
      <Route path="/nhiem-vu/:id" element={<TaskPage />} />
      <Route path="/ke-hoach" element={<PlanListPage />} />
      <Route path="/ke-hoach/:id" element={<PlanPage />} />
      <Route path="/ke-hoach/:id/bang-theo-doi" element={<BoardPage />} />
      <Route
        path="/ke-hoach/:id/chi-tieu/:targetId/don-vi/:agencyId"
        element={<UnitTargetPage />}
      />
      <Route path="/bao-cao" element={<ReportListPage />} />
      <Route path="/bao-cao/:id" element={<ReportPage />} />
      <Route path="/danh-gia" element={<ReviewListPage />} />
      <Route path="/danh-gia/:id" element={<ReviewPage />} />
      <Route path="/ban-sao/:id" element={<CopyPage />} />
      <Route path="/so-van-ban" element={<RegisterPage />} />
      <Route path="/so-chung-thu-so" element={<CertificateListPage />} />
      <Route path="/so-chung-thu-so/:id" element={<CertificatePage />} />
      <Route path="/kiem-tra-chu-ky" element={<VerificationPage />} />
      <Route path="/kiem-tra-chu-ky/sap-het-gia-tri" element={<EndingPage />} />
      <Route path="/kiem-tra-chu-ky/goc-tin-cay" element={<TrustPage />} />
      <Route path="*" element={<NotFoundPage />} />
    </Routes>
  );
}
